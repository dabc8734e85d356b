// Result and Status: success and failure are told apart, and the message arrives as it was given.
#include "isa/base/result.hpp"

#include <memory>
#include <string>

#include "tests/unit/catch.hpp"

namespace anel {
namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return Error{"odd", ErrorKind::kUsage};
    return number / 2;
}

TEST_CASE("a result holds the value or the message, and knows which") {
    const Result<int> good = half(8);
    REQUIRE(good);
    CHECK(good.value() == 4);
    CHECK(*good == 4);

    const Result<int> bad = half(7);
    REQUIRE_FALSE(bad);
    CHECK(bad.error().message == "odd");
    CHECK(bad.error().kind == ErrorKind::kUsage);
}

TEST_CASE("a result of text is not confused with its message") {
    const Result<std::string> good = std::string("fine");
    const Result<std::string> bad = Error{"wrong"};
    CHECK(good);
    CHECK_FALSE(bad);
    CHECK(bad.error().kind == ErrorKind::kBadInput);
}

TEST_CASE("a value that cannot be copied can be moved out of its result") {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
    REQUIRE(result);
    const std::unique_ptr<int> taken = std::move(*result);
    CHECK(*taken == 5);
}

TEST_CASE("a status is success unless it carries an error") {
    CHECK(Status{});
    const Status failed = Error{"no room"};
    REQUIRE_FALSE(failed);
    CHECK(failed.error().message == "no room");
}

}  // namespace
}  // namespace anel
