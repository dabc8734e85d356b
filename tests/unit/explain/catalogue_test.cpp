// The catalogue holds what the compiler cannot ask of it.
#include <algorithm>
#include <array>

#include "isa/explain/sentence.hpp"
#include "tests/unit/catch.hpp"

using namespace anel::explain;

TEST_CASE("no entry of the catalogue begins with a capital or ends with a full stop: it may stand behind a colon, and inside another") {
    for (const Row& row : kCatalogue) {
        INFO(row.english);
        for (const std::string_view words : {row.english, row.portuguese}) {
            CHECK_FALSE(words.ends_with('.'));
            CHECK_FALSE((words.front() >= 'A' && words.front() <= 'Z'));
            CHECK(std::ranges::count(words, '{') == std::ranges::count(words, '}'));
        }
    }
}

TEST_CASE("gaps are compared by name, whatever their order and number") {
    STATIC_REQUIRE(checks::gaps_within("{a} {b} {a}", "{b} {a}"));
    STATIC_REQUIRE_FALSE(checks::gaps_within("{a} {b}", "{a}"));
    STATIC_REQUIRE_FALSE(checks::gaps_within("{a", "{a}"));
    STATIC_REQUIRE(gap_count("{a} {b} {a}") == 2);
    STATIC_REQUIRE(has_gap("x {ab} y", "ab"));
    STATIC_REQUIRE_FALSE(has_gap("x {ab} y", "a"));
}

TEST_CASE("numbers are written as each language writes them, and names as they are") {
    CHECK(Value(std::uint64_t{999}).in(Language::kEnglish) == "999");
    CHECK(Value(std::uint64_t{1234567}).in(Language::kEnglish) == "1,234,567");
    CHECK(Value(std::uint64_t{1234567}).in(Language::kPortuguese) == "1.234.567");
    CHECK(Value("csrrw").in(Language::kPortuguese) == "csrrw");
    CHECK(in(Language::kPortuguese, say<Text::kGoesTo>("ring"_is = "1", "because"_is = say<Text::kNotPast>())) ==
          "para o anel 1: um trap não vai além do anel de onde veio");
}

TEST_CASE("languages go by their tags") {
    CHECK(find_language("en") == Language::kEnglish);
    CHECK(find_language("pt-BR") == Language::kPortuguese);
    CHECK_FALSE(find_language("pt"));
    CHECK_FALSE(find_language(""));
}

TEST_CASE("the Portuguese is UTF-8 and has its accents") {
    // Words of ours that a careless keyboard would leave bare.
    for (const Row& row : kCatalogue)
        for (const std::string_view bare : {" nao ", "instrucao", "endereco", "fisico", "memoria", "nivel ", "pagina", "interrupcao", "politica", "maquina", "ate "}) {
            INFO(row.portuguese);
            CHECK(row.portuguese.find(bare) == std::string_view::npos);
        }
}
