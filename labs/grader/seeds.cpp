#include "labs/grader/seeds.hpp"

#include <initializer_list>

#include "isa/machine/sha256.hpp"

namespace anel::labs {

namespace {

/// Each field with its length before it, so that two lists of fields never make the same bytes.
machine::Sha256Digest digest_of(std::initializer_list<std::string_view> fields) {
    machine::Sha256 sha;
    for (const std::string_view field : fields) {
        sha.add(std::to_string(field.size()) + ":");
        sha.add(field);
    }
    return sha.digest();
}

}  // namespace

std::uint64_t case_seed(std::string_view key, std::string_view lab, std::string_view student, std::string_view test, unsigned case_number) {
    const machine::Sha256Digest digest = digest_of({key, lab, student, test, std::to_string(case_number)});
    std::uint64_t seed = 0;
    for (std::size_t i = 0; i < 8; ++i) seed = seed << 8 | digest[i];
    return seed;
}

std::string student_seed(std::string_view lab, std::string_view student) { return machine::to_hex(digest_of({"student", lab, student})).substr(0, 16); }

}  // namespace anel::labs
