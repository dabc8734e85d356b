// Makes files, writes them in pieces, reads them back, removes them; says what it has read.
// files [rounds]
#include "user/system.hpp"

namespace {

constexpr unsigned kNames = 4;
constexpr unsigned kBytes = 3000;
constexpr unsigned kPiece = 700;
unsigned char content[kBytes];
unsigned char back[kBytes];

char* name_of(unsigned round) {
    static char name[] = "scratch-0";
    name[sizeof name - 2] = static_cast<char>('0' + round % kNames);
    return name;
}

void fill(unsigned round) {
    unsigned state = round + 1;
    for (unsigned char& byte : content) {
        state = state * 1664525u + 1013904223u;
        byte = static_cast<unsigned char>(state >> 24);
    }
}

bool write_it(const char* name) {
    const int file = anelix::open(name, anelix::kWriteOnly | anelix::kCreate | anelix::kTruncate);
    if (file < 0) {
        anelix::print("files: %s: %s\n", name, anelix::explain(file));
        return false;
    }
    bool good = true;
    for (unsigned at = 0; good && at < kBytes; at += kPiece)
        good = anelix::write_all(file, content + at, at + kPiece < kBytes ? kPiece : kBytes - at);
    return anelix::close(file) == 0 && good;
}

bool read_back(const char* name) {
    const int file = anelix::open(name, 0);
    if (file < 0) return false;
    unsigned bytes = 0;
    for (int got = 1; got > 0; bytes += static_cast<unsigned>(got)) {
        got = anelix::read(file, back + bytes, kBytes - bytes);
        if (got < 0) break;
    }
    return anelix::close(file) == 0 && bytes == kBytes && memcmp(content, back, kBytes) == 0;
}

}  // namespace

int main(int argc, char** argv) {
    const unsigned rounds = argc > 1 ? anelix::to_number(argv[1]) : 10;
    unsigned sum = 0;
    for (unsigned round = 0; round < rounds; ++round) {
        fill(round);
        if (!write_it(name_of(round))) return 1;
        if (!read_back(name_of(round))) {
            anelix::print("files: round %u: what was read is not what was written\n", round);
            return 1;
        }
        for (const unsigned char byte : back) sum = sum * 31 + byte;
        // Every other one stays for the next to be written over.
        if (round % 2 == 1) anelix::unlink(name_of(round));
    }
    for (unsigned i = 0; i < kNames; ++i) anelix::unlink(name_of(i));
    anelix::print("files: %u rounds of %u bytes, checksum %x\n", rounds, kBytes, sum);
    return 0;
}
