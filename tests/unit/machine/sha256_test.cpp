// The published examples of FIPS 180-4, and the lengths at which padding changes shape.
#include "isa/machine/sha256.hpp"

#include "tests/unit/catch.hpp"

using anel::machine::sha256_hex;

TEST_CASE("SHA-256 gives what the standard's examples give") {
    REQUIRE(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    REQUIRE(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    REQUIRE(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    REQUIRE(sha256_hex(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 pads right where a block is just full") {
    REQUIRE(sha256_hex(std::string(55, 'a')) == "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    REQUIRE(sha256_hex(std::string(56, 'a')) == "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    REQUIRE(sha256_hex(std::string(64, 'a')) == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

TEST_CASE("SHA-256 of bytes that come in pieces is that of the whole") {
    std::string bytes;
    for (int i = 0; i < 300; ++i) bytes += static_cast<char>(i * 7);
    for (std::size_t first = 0; first <= 130; ++first)
        for (const std::size_t second : {0U, 1U, 63U, 64U, 65U, 128U}) {
            anel::machine::Sha256 sha;
            sha.add(std::string_view(bytes).substr(0, first));
            sha.add(std::string_view(bytes).substr(first, second));
            sha.add(std::string_view(bytes).substr(first + second));
            REQUIRE(anel::machine::to_hex(sha.digest()) == sha256_hex(bytes));
        }
}
