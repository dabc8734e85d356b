// A student's folder: made, read, and handed in.
#include "labs/grader/folder_files.hpp"
#include "labs/grader/student_folder.hpp"
#include "tests/unit/labs_grader/tiny_lab.hpp"

using namespace anel;
using namespace anel::tests;

namespace {

labs::StudentFolder ana() { return {"99-tiny", "Ana \"A\" Conceição", explain::Language::kPortuguese}; }

}  // namespace

TEST_CASE("a new folder holds the starter, both texts, what is provided, and whose it is; and hands in its own files alone") {
    const TinyLab tiny;
    const labs::Lab lab = tiny.load();
    const TemporaryFolder home;
    const auto folder = home.path() / "mine";
    REQUIRE(labs::make_student_folder(lab, ana(), folder));
    CHECK(read_file(folder / "answer.lua") == lab.starter.at("answer.lua"));
    CHECK(read_file(folder / "provided/words.lua") == lab.provided.at("words.lua"));
    CHECK(read_file(folder / "text.pt-BR.md") == lab.text.portuguese);
    const auto who = labs::read_student_folder(folder);
    REQUIRE(who);
    CHECK(who->student == ana().student);
    CHECK(who->lab == "99-tiny");
    CHECK(who->language == explain::Language::kPortuguese);
    std::ofstream(folder / "more.lua") << "return 1\n";
    std::ofstream(folder / ".hidden") << "x";
    std::ofstream(folder / "answer.lua~") << "x";
    const auto submission = labs::read_submission(folder);
    REQUIRE(submission);
    CHECK(submission->files.size() == 2);
    CHECK(submission->files.contains("more.lua"));
}

TEST_CASE("a new folder is not made over what is there, not even in part") {
    const TinyLab tiny;
    const TemporaryFolder home;
    std::ofstream(home.path() / "text.en.md") << "my own\n";
    const Status status = labs::make_student_folder(tiny.load(), ana(), home.path());
    REQUIRE_FALSE(status);
    CHECK(holds(status.error().message, "text.en.md: is there already; nothing was written"));
    CHECK(read_file(home.path() / "text.en.md") == "my own\n");
    CHECK_FALSE(std::filesystem::exists(home.path() / "answer.lua"));
}

TEST_CASE("of a folder that cannot be written to its end nothing is left, but for what was there before") {
    const TemporaryFolder home;
    std::filesystem::create_directory(home.path() / "there");
    std::ofstream(home.path() / "there/notes") << "my own\n";
    // The second cannot be: the first is no folder.
    for (const char* const folder : {"there", "there/new/deeper"}) {
        const Status status = labs::write_files(home.path() / folder, {{"a", "x"}, {"a/b", "y"}});
        REQUIRE_FALSE(status);
        INFO(status.error().message);
        CHECK(holds(status.error().message, "cannot be written: "));
        CHECK(holds(status.error().message, "nothing was kept"));
        CHECK_FALSE(std::filesystem::exists(home.path() / "there/a"));
        CHECK_FALSE(std::filesystem::exists(home.path() / "there/new"));
        CHECK(read_file(home.path() / "there/notes") == "my own\n");
    }
    // Nor is a file taken for a folder.
    CHECK_FALSE(labs::write_files(home.path() / "there/notes", {{"a", "x"}}));
    CHECK(read_file(home.path() / "there/notes") == "my own\n");
}

TEST_CASE("a folder that was edited to be somebody else's is refused, and one that is none says how to make one") {
    const TinyLab tiny;
    const TemporaryFolder home;
    REQUIRE(labs::make_student_folder(tiny.load(), {"99-tiny", "ana", explain::Language::kEnglish}, home.path()));
    std::string text = read_file(home.path() / labs::kStudentFile);
    text.replace(text.find("\"ana\""), 5, "\"bia\"");
    std::ofstream(home.path() / labs::kStudentFile) << text;
    const auto who = labs::read_student_folder(home.path());
    REQUIRE_FALSE(who);
    CHECK(holds(who.error().message, "the seed does not belong to student 'bia' in lab 99-tiny"));
    const auto none = labs::read_student_folder(home.path() / "nowhere");
    REQUIRE_FALSE(none);
    CHECK(holds(none.error().message, "anel lab new"));
}

TEST_CASE("an identity is one line of 1 to 64 bytes") {
    CHECK(labs::check_student("2026-0417"));
    CHECK(labs::check_student(std::string(64, 'a')));
    for (const std::string& wrong : {std::string(), std::string(65, 'a'), std::string("a\nb"), std::string("a\x1b[31m")}) CHECK_FALSE(labs::check_student(wrong));
}

TEST_CASE("a submission's hash is of its files' names and bytes") {
    const labs::Submission one{{{"a", "b"}}};
    CHECK(labs::submission_sha256(one) == labs::submission_sha256({{{"a", "b"}}}));
    CHECK(labs::submission_sha256(one) != labs::submission_sha256({{{"a", "c"}}}));
    CHECK(labs::submission_sha256(one) != labs::submission_sha256({{{"b", "b"}}}));
    CHECK(labs::submission_sha256({{{"a", "1:b0:"}}}) != labs::submission_sha256({{{"a", ""}, {"b", ""}}}));
}

TEST_CASE("too many files and too many bytes are refused in words") {
    const TemporaryFolder home;
    std::ofstream(home.path() / "big.lua") << std::string(labs::kSubmissionBytesMost + 1, 'x');
    CHECK_FALSE(labs::read_submission(home.path()));
    std::filesystem::remove(home.path() / "big.lua");
    for (std::size_t i = 0; i <= labs::kSubmissionFilesMost; ++i) std::ofstream(home.path() / std::to_string(i)) << "x";
    const auto many = labs::read_submission(home.path());
    REQUIRE_FALSE(many);
    CHECK(holds(many.error().message, "holds more than 64 files"));
}
