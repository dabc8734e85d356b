// Clients that are broken or mean: whatever they send over a socket, and however they leave, the stub stands, and serves the next one.
#include "isa/debug/gdb/serve.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "isa/debug/gdb/listener.hpp"
#include "tests/unit/gdb/stub_bench.hpp"

using namespace anel;
using namespace anel::tests;

namespace {

/// What a client sends; then it hangs up, having read everything or nothing.
gdb::Parting converse(gdb::Stub& stub, const std::string& bytes, std::string* answers, bool says_so = true) {
    int ends[2] = {-1, -1};
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    std::thread client([&] {
        std::string left = bytes;
        while (!left.empty()) {
            const ssize_t sent = ::send(ends[1], left.data(), std::min<std::size_t>(left.size(), 1000), MSG_NOSIGNAL);
            if (sent <= 0) break;
            left.erase(0, static_cast<std::size_t>(sent));
            char buffer[4096];
            for (ssize_t count = 0; answers != nullptr && (count = ::recv(ends[1], buffer, sizeof buffer, MSG_DONTWAIT)) > 0;) answers->append(buffer, static_cast<std::size_t>(count));
        }
        if (says_so) ::shutdown(ends[1], SHUT_WR);
        char buffer[4096];
        for (ssize_t count = 0; answers != nullptr && (count = ::recv(ends[1], buffer, sizeof buffer, 0)) > 0;) answers->append(buffer, static_cast<std::size_t>(count));
        ::close(ends[1]);
    });
    const std::atomic<bool> stop{false};
    stub.start_over();
    const gdb::Parting parting = gdb::serve(stub, ends[0], ends[0], &stop);
    ::close(ends[0]);
    client.join();
    return parting;
}

/// A stub that is well answers this.
void is_well(gdb::Stub& stub) {
    std::string answers;
    CHECK(converse(stub, gdb::framed("qC") + gdb::framed("D"), &answers) == gdb::Parting::kLeave);
    CHECK(answers == "+$QC1#c5+$OK#9a");
}

}  // namespace

TEST_CASE("half a packet and a closed line end the conversation, and the next client is served") {
    StubBench bench;
    for (const char* rest : {"", "$", "$m0,4", "$m0,4#", "$m0,4#f", "$}", "\x03", "+++-"}) {
        std::string answers;
        CHECK(converse(bench.stub(), rest, &answers) == gdb::Parting::kGone);
        CHECK(answers.empty());
    }
    is_well(bench.stub());
}

TEST_CASE("a client that asks for ever more, reads nothing and leaves, while the machine moves or not, does no harm") {
    StubBench bench("    .text\n    .globl _start\n_start:\n    j _start\n");
    std::string greedy;
    for (int i = 0; i < 2000; ++i) greedy += gdb::framed("m0,40000000");
    CHECK(converse(bench.stub(), greedy, nullptr, false) == gdb::Parting::kGone);
    CHECK(converse(bench.stub(), gdb::framed("c"), nullptr, false) == gdb::Parting::kGone);
    CHECK(converse(bench.stub(), gdb::framed("c") + gdb::framed("Z2,0,4") + gdb::framed("bc"), nullptr) == gdb::Parting::kGone);
    is_well(bench.stub());
}

TEST_CASE("packets without end and lengths without measure are refused one by one") {
    StubBench bench;
    std::string answers;
    CHECK(converse(bench.stub(), "$" + std::string(3'000'000, 'A') + "#00" + gdb::framed("M0,40000000:00") + gdb::framed("X0,ffffffff:") + gdb::framed("Z2,0,40000000") +
                                     gdb::framed("qXfer:features:read:target.xml:ffffffff,ffffffff") + gdb::framed("mffffffff,ffffffff"),
                   &answers) == gdb::Parting::kGone);
    CHECK(answers == "+$E90#ae+$E22#a9+$E22#a9+$E12#a8+$E22#a9+$E14#aa");
    is_well(bench.stub());
}

TEST_CASE("random bytes, and random packets in right frames, leave the stub well") {
    std::mt19937 random(8);
    StubBench bench;
    const std::string letters = "?gGpPmMXZzscSCbqQvHTDkR!0123456789abcdef,:;=#$}*\x03";
    for (int round = 0; round < 40; ++round) {
        std::string bytes;
        for (int packet = 0; packet < 100; ++packet) {
            std::string content;
            for (auto count = random() % 24; count > 0; --count) content += round % 2 == 0 ? static_cast<char>(random()) : letters[random() % letters.size()];
            bytes += round % 4 < 2 ? gdb::framed(content) : content;
        }
        converse(bench.stub(), bytes, nullptr);
    }
    is_well(bench.stub());
}

TEST_CASE("a port that is taken is refused with one message, and so is an address that is none; port 0 is one that is free") {
    gdb::Listener first, second, third, fourth;
    REQUIRE(first.open("127.0.0.1", 0));
    CHECK(first.port() != 0);
    CHECK(first.loopback());
    const Status taken = second.open("127.0.0.1", first.port());
    REQUIRE_FALSE(taken);
    CHECK(taken.error().message == "port " + std::to_string(first.port()) + " at 127.0.0.1 cannot be listened at: Address already in use; choose another with --port, or 0 for one that is free");
    const Status wrong = third.open("localhost", 0);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().message.starts_with("'localhost' is no address to listen at"));
    REQUIRE(fourth.open("0.0.0.0", 0));
    CHECK_FALSE(fourth.loopback());
}

TEST_CASE("a client that calls at the port is served there") {
    gdb::Listener listener;
    REQUIRE(listener.open("127.0.0.1", 0));
    std::string answer;
    std::thread client([&] {
        const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(listener.port());
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(descriptor, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) {
            const std::string bytes = gdb::framed("qC") + gdb::framed("D");
            if (::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0) {
                char buffer[100];
                for (ssize_t count = 0; (count = ::recv(descriptor, buffer, sizeof buffer, 0)) > 0;) answer.append(buffer, static_cast<std::size_t>(count));
            }
        }
        ::close(descriptor);
    });
    StubBench bench;
    std::atomic<bool> stop{false};
    const int caller = listener.accept(&stop);
    REQUIRE(caller >= 0);
    CHECK(gdb::serve(bench.stub(), caller, caller, &stop) == gdb::Parting::kLeave);
    ::close(caller);
    client.join();
    CHECK(answer == "+$QC1#c5+$OK#9a");
    stop = true;
    CHECK(listener.accept(&stop) == -1);
}
