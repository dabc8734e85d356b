// Bytes of libFuzzer's become a scenario; where reference and engine disagree on it, this says on what, and aborts.
// Not here: the fuzzer, and the models (compiled by clang for it, see cmake/anel_fuzz_program.cmake).
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/differential/compare.hpp"
#include "tests/differential/generate.hpp"
#include "tests/differential/models.hpp"

using namespace anel::differential;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    ByteChoices choices({bytes, size});
    const Scenario scenario = generate(choices);
    if (const auto found = first_disagreement<Reference, Engine>(scenario)) {
        std::fprintf(stderr, "reference and engine disagree by cycle %llu\nreference | engine, when it was noticed:\n%s%s",
                     static_cast<unsigned long long>(found->cycle), found->text.c_str(), explain<Reference, Engine>(scenario, found->cycle).c_str());
        std::abort();
    }
    return 0;
}
