// A worker that says what none of ours says. What it does with a task is in the name by which it is called.
#include <linux/close_range.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "labs/runtime/sandbox/confine.hpp"
#include "labs/runtime/sandbox/frame.hpp"

using namespace anel::labs;

namespace {

bool read_whole(std::vector<std::uint8_t>& into) {
    for (std::size_t at = 0; at < into.size();) {
        const ssize_t count = read(kChannel, into.data() + at, into.size() - at);
        if (count <= 0) return false;
        at += static_cast<std::size_t>(count);
    }
    return true;
}

Nonce take() {
    std::vector<std::uint8_t> head(kFrameHeaderBytes);
    if (!read_whole(head)) _exit(0);
    Nonce nonce;
    std::copy_n(head.begin() + 4, nonce.size(), nonce.begin());
    std::vector<std::uint8_t> body(decode_header(head, nonce)->bytes);
    if (!read_whole(body)) _exit(0);
    return nonce;
}

void say(const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t count = write(kChannel, bytes.data() + at, bytes.size() - at);
        if (count <= 0) _exit(0);
        at += static_cast<std::size_t>(count);
    }
}

std::string with_length(std::string frame, std::uint32_t bytes) {
    for (std::size_t i = 0; i < 4; ++i) frame[kFrameHeaderBytes - 4 + i] = static_cast<char>(bytes >> 8 * i);
    return frame;
}

}  // namespace

int main(int, char** words) {
    const std::string how = std::filesystem::path(words[0]).filename();
    Value layers = Value::array({{{"name", how}, {"there", true}, {"why_not", ""}}});
    if (how == "without_a_layer") layers.push_back({{"name", "a layer"}, {"there", false}, {"why_not", "of its reasons"}});
    say(encode_frame(layers, take(), false));
    for (;;) {
        const Nonce nonce = take();
        Nonce other = nonce;
        other[7] ^= 1;
        const std::string good = encode_frame({{"ended", "done"}}, nonce, false);
        if (how == "other_nonce") say(encode_frame({{"ended", "done"}}, other, false));
        if (how == "too_large") say(with_length(good, 0x7fffffff));
        if (how == "too_deep") say(with_length(good.substr(0, kFrameHeaderBytes), 100'000) + std::string(100'000, '\x81'));
        if (how == "pieces") say(with_length(good.substr(0, kFrameHeaderBytes), 1'000'000) + std::string(1'000'000, '\x7f'));
        if (how == "truncated") say(good.substr(0, good.size() - 2)), _exit(0);
        if (how == "noise") say(std::string(100, 'x'));
        if (how == "silent") pause();
        if (how == "leaves") _exit(3);
        if (how.starts_with("forks")) {
            // The pipes are the child's alone no longer than it takes to close them.
            if (fork() == 0) {
                close_range(0, ~0U, 0);
                for (;;) pause();
            }
            if (how == "forks_and_leaves") _exit(0);
            say(good);
        }
        if (how == "dies") raise(SIGSEGV);
        if (how == "complains") {
            const std::string much(100'000, '!');
            for (int i = 0; i < 100; ++i) (void)!write(STDERR_FILENO, much.data(), much.size());
            _exit(4);
        }
        if (how == "twice") say(good + encode_frame({{"ended", "forged"}}, nonce, false));
        if (how == "good") say(good);
        if (how == "last") say(encode_frame({{"ended", "done"}}, nonce, true)), _exit(0);
    }
}
