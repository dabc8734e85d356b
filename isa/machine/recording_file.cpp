// Magic, format, two lengths, SHA-256 of everything else, and one frame of zstd. The checksum is looked at before anything is decompressed.
#include "isa/machine/recording_file.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <memory>

#include "isa/base/invariant.hpp"
#include "isa/machine/byte_stream.hpp"
#include "isa/machine/files.hpp"
#include "isa/machine/yaml_config.hpp"
#include "isa/machine/yaml_text.hpp"

namespace anel::machine {

namespace {

/// Neither a text's beginning nor any other file's; the end shows who changes line ends.
constexpr std::string_view kMagic{"\x8f" "Anel\r\n\x1a", 8};
constexpr std::uint32_t kFormat = 1;
constexpr int kLevel = 3;
constexpr std::size_t kChecksumBytes = 32;
constexpr std::size_t kHeaderBytes = kMagic.size() + sizeof(std::uint32_t) + 2 * sizeof(std::uint64_t) + kChecksumBytes;

/// 1,234,567
std::string with_commas(std::uint64_t number) {
    std::string digits = fmt::format("{}", number);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

std::string checksum_of(std::string_view before, std::string_view behind) {
    Sha256 sha;
    sha.add(before);
    sha.add(behind);
    const Sha256Digest digest = sha.digest();
    return {digest.begin(), digest.end()};
}

struct FreeDecompressor {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// False where it is not exactly one frame of `size` bytes. Memory grows with what is really there.
bool decompress(std::string_view frame, std::uint64_t size, std::string& out) {
    const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
    if (context == nullptr) return false;
    std::string chunk(ZSTD_DStreamOutSize(), '\0');
    ZSTD_inBuffer in{frame.data(), frame.size(), 0};
    for (;;) {
        ZSTD_outBuffer piece{chunk.data(), chunk.size(), 0};
        const std::size_t before = in.pos;
        const std::size_t hint = ZSTD_decompressStream(context.get(), &piece, &in);
        if (ZSTD_isError(hint) != 0 || piece.pos > size - out.size()) return false;
        out.append(chunk, 0, piece.pos);
        if (hint == 0) return in.pos == in.size && out.size() == size;
        if (in.pos == before && piece.pos == 0) return false;
    }
}

class FileReader {
public:
    FileReader(std::string_view file, const std::string& name) : file_(file), name_(name) {}

    Result<Recording> read() {
        if (file_.empty()) return refused("empty, and not a recording; record one with anel run --record FILE");
        const std::string_view begin = file_.substr(0, kMagic.size());
        if (begin != kMagic.substr(0, begin.size())) return refused("not a recording of Anel; record one with anel run --record FILE");
        if (file_.size() < kMagic.size() + sizeof kFormat) return truncated(kHeaderBytes);
        ByteReader header(file_.substr(kMagic.size()));
        const auto format = header.number<std::uint32_t>();
        if (format != kFormat)
            return refused(fmt::format("recorded by format {}, and this Anel reads format {}; play it with the Anel that recorded it, or record it again", format, kFormat));
        if (file_.size() < kHeaderBytes) return truncated(kHeaderBytes);
        const auto content_bytes = header.number<std::uint64_t>();
        const auto frame_bytes = header.number<std::uint64_t>();
        const std::string_view checksum = header.raw(kChecksumBytes);
        const std::string_view frame = file_.substr(kHeaderBytes);
        if (frame_bytes > frame.size()) return frame_bytes > kRecordingBytesMost ? damaged() : truncated(kHeaderBytes + frame_bytes);
        if (frame_bytes < frame.size())
            return refused(fmt::format("{} bytes stand behind its end; copy it again, or record it again", with_commas(frame.size() - frame_bytes)));
        if (checksum_of(file_.substr(0, kHeaderBytes - kChecksumBytes), frame) != checksum) return damaged();
        if (content_bytes > kRecordingBytesMost)
            return refused(fmt::format("{} bytes, as it says, are more than the {} that a recording has at most; record a machine with a smaller disk or kernel",
                                       with_commas(content_bytes), with_commas(kRecordingBytesMost)));
        std::string content;
        if (!decompress(frame, content_bytes, content)) return refused("its content cannot be decompressed, though its checksum is right; record it again");
        return parse_content(content, name_);
    }

private:
    Error refused(const std::string& why) const { return {fmt::format("{}: {}", name_, why)}; }
    Error truncated(std::uint64_t whole) const {
        return refused(fmt::format("truncated: {} of {}{} bytes are there; copy it again, or record it again", with_commas(file_.size()),
                                   whole == kHeaderBytes ? "at least " : "", with_commas(whole)));
    }
    Error damaged() const { return refused("damaged: its checksum is not that of its content; copy it again, or record it again"); }

    std::string_view file_;
    const std::string& name_;
};

}  // namespace

std::string wrap_content(std::string_view content) {
    std::string frame(ZSTD_compressBound(content.size()), '\0');
    const std::size_t size = ZSTD_compress(frame.data(), frame.size(), content.data(), content.size(), kLevel);
    invariant(ZSTD_isError(size) == 0, "zstd compresses whatever it is given room for");
    frame.resize(size);
    ByteWriter out;
    out.raw(kMagic);
    out.number(kFormat);
    out.number(std::uint64_t{content.size()});
    out.number(std::uint64_t{frame.size()});
    out.raw(checksum_of(out.bytes(), frame));
    out.raw(frame);
    return out.take();
}

Result<std::string> to_file(const Recording& recording) {
    const auto config = parse_config(to_yaml(recording.config), "machine");
    if (!config || *config != recording.config)
        return Error{fmt::format("the machine '{}' is none that YAML can describe, and cannot be recorded", recording.config.name)};
    if (recording.inputs.size() > kRecordedInputsMost)
        return Error{fmt::format("{} inputs are more than the {} that a recording has at most; give it less input", recording.inputs.size(), kRecordedInputsMost)};
    const std::string content = to_content(recording);
    if (content.size() > kRecordingBytesMost)
        return Error{fmt::format("{} bytes are more than the {} that a recording has at most; record a machine with a smaller disk or kernel",
                                 with_commas(content.size()), with_commas(kRecordingBytesMost))};
    return wrap_content(content);
}

Result<Recording> parse_recording(std::string_view file, const std::string& name) { return FileReader(file, name).read(); }

Result<Recording> load_recording(const std::string& path) {
    const auto file = read_file(path, kRecordingBytesMost + kHeaderBytes);
    if (!file) return file.error();
    return parse_recording(*file, path == "-" ? "standard input" : path);
}

}  // namespace anel::machine
