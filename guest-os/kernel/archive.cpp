// An `ar` archive: headers of text, each before its file.
#include "kernel/archive.hpp"

#include "lib/text.hpp"

extern "C" const char archive_begin[];
extern "C" const char archive_end[];

namespace anelix {

namespace {

constexpr unsigned kMagicBytes = 8;

/// Text fields, padded with spaces.
struct MemberHeader {
    char name[16];
    char unused[32];
    char bytes[10];
    char end[2];
};
static_assert(sizeof(MemberHeader) == 60);

}  // namespace

bool archived_file(unsigned number, ArchivedFile& file) {
    const char* at = archive_begin + kMagicBytes;
    while (at + sizeof(MemberHeader) <= archive_end) {
        const auto& header = *reinterpret_cast<const MemberHeader*>(at);
        const unsigned bytes = to_number(header.bytes);
        // The archive's own tables, whose names begin with '/', do not count.
        if (header.name[0] != '/' && number-- == 0) {
            unsigned n = 0;
            for (; n + 1 < sizeof file.name && header.name[n] != '/' && header.name[n] != ' '; ++n) file.name[n] = header.name[n];
            file.name[n] = '\0';
            file.data = at + sizeof(MemberHeader);
            file.bytes = bytes;
            return true;
        }
        at += sizeof(MemberHeader) + bytes + (bytes & 1);
    }
    return false;
}

}  // namespace anelix
