// Writes a disk image with files in it: make_disk OUTPUT SECTORS FILE...
// Each file gets the name that it has on the host, without its folders. The output is there whole or not at all.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "guest-os/file_system/file_system.hpp"
#include "guest-os/file_system/make_empty.hpp"

namespace {

constexpr unsigned kFilesLeast = 63;  ///< what a user may add takes room in the directory, too
constexpr int kUsage = 2, kBadInput = 3;

using Image = std::vector<char>;

bool read_image(void* image, unsigned first, unsigned count, void* to) {
    const auto& bytes = *static_cast<const Image*>(image);
    std::memcpy(to, &bytes[std::size_t{first} * anelix::kSectorBytes], std::size_t{count} * anelix::kSectorBytes);
    return true;
}

bool write_image(void* image, unsigned first, unsigned count, const void* from) {
    auto& bytes = *static_cast<Image*>(image);
    std::memcpy(&bytes[std::size_t{first} * anelix::kSectorBytes], from, std::size_t{count} * anelix::kSectorBytes);
    return true;
}

const char* describe(anelix::FileError error) {
    switch (error) {
        case anelix::FileError::kExists: return "a file of that name is on the disk already";
        case anelix::FileError::kBadName: return "its name has more than 27 bytes, or a blank or control character in it";
        case anelix::FileError::kNoSpace: return "the disk is full; give it more sectors";
        case anelix::FileError::kTooMany: return "the directory is full";
        default: return "it cannot be written to the disk";
    }
}

int complain(const std::string& what, const char* why, int code) {
    std::fprintf(stderr, "make_disk: %s: %s\n", what.c_str(), why);
    return code;
}

/// 0, or the exit code of a complaint.
int add(anelix::FileSystem& files, const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream read;
    read << file.rdbuf();
    const std::string content = read.str();
    if (!std::filesystem::is_regular_file(path) || !file.is_open() || read.bad()) return complain(path.string(), "cannot be read", kBadInput);
    unsigned number = 0;
    if (const auto error = files.create(path.filename().c_str(), number); error != anelix::FileError::kNone)
        return complain(path.string(), describe(error), kBadInput);
    unsigned moved = 0;
    const auto error = files.write(number, 0, content.data(), static_cast<unsigned>(content.size()), moved);
    if (error != anelix::FileError::kNone) return complain(path.string(), describe(error), kBadInput);
    return moved == content.size() ? 0 : complain(path.string(), describe(anelix::FileError::kNoSpace), kBadInput);
}

int write_out(const Image& image, const std::string& path) {
    const std::string unfinished = path + ".unfinished";
    std::ofstream out(unfinished, std::ios::binary);
    out.write(image.data(), static_cast<std::streamsize>(image.size()));
    out.close();
    std::error_code error;
    if (!out.fail()) std::filesystem::rename(unfinished, path, error);
    if (!out.fail() && !error) return 0;
    std::filesystem::remove(unfinished, error);
    return complain(path, "cannot be written", kBadInput);
}

}  // namespace

int main(int argc, char** argv) {
    char* end = nullptr;
    errno = 0;
    const unsigned long sectors = argc > 2 ? std::strtoul(argv[2], &end, 10) : 0;
    if (sectors == 0 || sectors > anelix::kFileSystemSectorsMost || errno != 0 || *end != '\0') {
        std::fprintf(stderr, "usage: make_disk OUTPUT SECTORS FILE...   (at most %u sectors of %u bytes)\n", anelix::kFileSystemSectorsMost,
                     anelix::kSectorBytes);
        return kUsage;
    }
    Image image(sectors * anelix::kSectorBytes);
    const anelix::Blocks blocks{read_image, write_image, &image, static_cast<unsigned>(sectors)};
    const auto count = static_cast<unsigned>(argc - 3);
    if (anelix::make_empty(blocks, count < kFilesLeast ? kFilesLeast : 2 * count) != anelix::FileError::kNone)
        return complain(argv[1], "too few sectors for a file system", kUsage);
    anelix::FileSystem files;
    if (files.mount(blocks) != anelix::FileError::kNone) return complain(argv[1], "does not hold what was written to it", kBadInput);
    for (int i = 3; i < argc; ++i)
        if (const int code = add(files, argv[i]); code != 0) return code;
    return write_out(image, argv[1]);
}
