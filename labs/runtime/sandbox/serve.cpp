#include "labs/runtime/sandbox/serve.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "labs/runtime/sandbox/confine.hpp"
#include "labs/runtime/sandbox/frame.hpp"
#include "labs/runtime/sandbox/task_runner.hpp"
#include "labs/runtime/sandbox/unpack.hpp"

namespace anel::labs {
namespace {

struct Asked {
    Nonce nonce;
    Value value;
};

bool read_whole(std::vector<std::uint8_t>& into) {
    for (std::size_t at = 0; at < into.size();) {
        const ssize_t count = read(kChannel, into.data() + at, into.size() - at);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += static_cast<std::size_t>(count);
    }
    return true;
}

// Whoever asks is trusted; a frame that cannot be read is a mistake of ours, and ends the worker.
std::optional<Asked> next() {
    std::vector<std::uint8_t> head(kFrameHeaderBytes);
    if (!read_whole(head)) return std::nullopt;
    Asked asked;
    std::copy_n(head.begin() + 4, asked.nonce.size(), asked.nonce.begin());
    const auto header = decode_header(head, asked.nonce);
    if (!header) return std::nullopt;
    std::vector<std::uint8_t> body(header->bytes);
    if (!read_whole(body)) return std::nullopt;
    auto value = decode_body(body);
    if (!value) return std::nullopt;
    asked.value = *std::move(value);
    return asked;
}

void answer(const std::string& frame) {
    for (std::size_t at = 0; at < frame.size();) {
        const ssize_t count = write(kChannel, frame.data() + at, frame.size() - at);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) _exit(1);
        at += static_cast<std::size_t>(count);
    }
}

std::string frame_of(const Value& evidence, const Nonce& nonce, bool last) {
    std::string frame = encode_frame(evidence, nonce, last);
    if (frame.empty()) frame = encode_frame(too_much(), nonce, last);
    return frame;
}

Value unpacked(const std::string& archive) {
    const auto submission = unpack(archive);
    if (!submission) return {{"refused", submission.error().message}};
    Value files = Value::object();
    for (const auto& [path, content] : submission->files) files[path] = content;
    return {{"files", std::move(files)}};
}

}  // namespace

int serve() {
    while (const auto asked = next()) {
        if (const auto hello = asked->value.find("hello"); hello != asked->value.end()) {
            // Whoever reads a zip's dates asks for the time zone; afterwards no file can be opened any more.
            tzset();
            Value layers = Value::array();
            for (const Layer& layer : confine(hello->value("cpu_seconds", 60U)))
                layers.push_back({{"name", layer.name}, {"there", layer.there}, {"why_not", layer.why_not}});
            answer(encode_frame(layers, asked->nonce, false));
            continue;
        }
        if (const auto archive = asked->value.find("archive"); archive != asked->value.end()) {
            answer(encode_frame(unpacked(archive->get_ref<const std::string&>()), asked->nonce, false));
            continue;
        }
        Submission files;
        for (const auto& [name, content] : asked->value.at("files").items()) files.files.emplace(name, content.get<std::string>());
        const Value evidence = run_task(asked->value.at("task"), files, [&](const Value& so_far) {
            answer(frame_of(so_far, asked->nonce, true));
            _exit(0);
        });
        answer(frame_of(evidence, asked->nonce, false));
    }
    return 0;
}

}  // namespace anel::labs
