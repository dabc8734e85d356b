// Reads the `ar` archive and the ELF files in it. They come from our own build, but are checked all the same.
#include "kernel/program.hpp"

#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "lib/memory.hpp"
#include "lib/syscall_numbers.hpp"
#include "lib/text.hpp"

extern "C" const char archive_begin[];
extern "C" const char archive_end[];

namespace anelix {

namespace {

constexpr unsigned kMagicBytes = 8;
constexpr unsigned kLoadSegment = 1;
constexpr unsigned kSegmentExecute = 1, kSegmentWrite = 2;

/// A member's header in the archive: text fields, padded with spaces.
struct MemberHeader {
    char name[16];
    char unused[32];
    char bytes[10];
    char end[2];
};
static_assert(sizeof(MemberHeader) == 60);

struct Program {
    char name[Process::kNameBytes];
    const char* data = nullptr;
    unsigned bytes = 0;
};

struct ElfHeader {
    unsigned char ident[16];
    unsigned short type, machine;
    unsigned version, entry, segments_at, sections_at, flags;
    unsigned short header_bytes, segment_bytes, segment_count, section_bytes, section_count, names;
};
struct ElfSegment {
    unsigned type, offset, address, physical, file_bytes, memory_bytes, flags, align;
};

/// The archive's own tables, whose names begin with '/', do not count.
bool nth_program(unsigned index, Program& program) {
    const char* at = archive_begin + kMagicBytes;
    while (at + sizeof(MemberHeader) <= archive_end) {
        const auto& header = *reinterpret_cast<const MemberHeader*>(at);
        const unsigned bytes = to_number(header.bytes);
        if (header.name[0] != '/' && index-- == 0) {
            unsigned n = 0;
            for (; n + 1 < sizeof program.name && header.name[n] != '/' && header.name[n] != ' '; ++n)
                program.name[n] = header.name[n];
            program.name[n] = '\0';
            program.data = at + sizeof(MemberHeader);
            program.bytes = bytes;
            return true;
        }
        at += sizeof(MemberHeader) + bytes + (bytes & 1);
    }
    return false;
}

bool find_program(const char* path, Program& program) {
    const char* name = path;
    for (const char* at = path; *at != '\0'; ++at)
        if (*at == '/') name = at + 1;
    for (unsigned i = 0; nth_program(i, program); ++i)
        if (equal(program.name, name)) return true;
    return false;
}

int load_segment(Process& process, const Program& program, const ElfSegment& segment) {
    const unsigned end = segment.address + segment.memory_bytes;
    if (segment.address < kUserLow || end < segment.address || end > kStackBottom ||
        segment.offset > program.bytes || segment.file_bytes > program.bytes - segment.offset ||
        segment.file_bytes > segment.memory_bytes)
        return kInvalid;
    const unsigned access = kRead | ((segment.flags & kSegmentWrite) != 0 ? kWrite : 0u) |
                            ((segment.flags & kSegmentExecute) != 0 ? kExecute : 0u);
    const Batch batch;  // of one segment: the next one asks what this one has mapped
    for (unsigned page = segment.address & ~(kPageBytes - 1); page < end; page += kPageBytes) {
        if (process.space.frame_at(page) != 0) return kInvalid;  // two segments in one page: whose rights would it have?
        const unsigned frame = process.space.add_page(page, access);
        if (frame == 0) return kNoMemory;
        const unsigned first = page > segment.address ? page : segment.address;
        const unsigned file_end = segment.address + segment.file_bytes;
        const unsigned last = page + kPageBytes < file_end ? page + kPageBytes : file_end;
        if (first < last)
            memcpy(static_cast<char*>(reach(frame)) + (first - page), program.data + segment.offset + (first - segment.address),
                   last - first);
    }
    if (end > process.heap_begin) process.heap_begin = (end + kPageBytes - 1) & ~(kPageBytes - 1);
    return 0;
}

int make_stack(Process& process, const Arguments& arguments) {
    const unsigned top_frame = process.space.add_page(kStackTop - kPageBytes, kRead | kWrite);
    if (top_frame == 0) return kNoMemory;
    // argc, argv…, 0, (no environment) 0, (no auxiliary vector) 0 0
    const unsigned words = arguments.count + 5;
    const unsigned text_at = kStackTop - ((arguments.used + 15) & ~15u);
    const unsigned sp = (text_at - words * 4) & ~15u;
    char* const page = static_cast<char*>(reach(top_frame));
    const auto in_page = [page](unsigned address) { return page + (address - (kStackTop - kPageBytes)); };
    memcpy(in_page(text_at), arguments.text, arguments.used);
    auto* word = reinterpret_cast<unsigned*>(in_page(sp));
    *word++ = arguments.count;
    for (unsigned i = 0; i < arguments.count; ++i) *word++ = text_at + arguments.offset[i];
    process.frame.sp() = sp;
    return 0;
}

}  // namespace

bool program_name(unsigned index, char* name) {
    Program program;
    if (!nth_program(index, program)) return false;
    memcpy(name, program.name, sizeof program.name);
    return true;
}

bool Arguments::add(const char* argument) {
    const unsigned bytes = length(argument) + 1;
    if (count == kArgumentsMost || bytes > kArgumentBytesMost - used) return false;
    memcpy(text + used, argument, bytes);
    offset[count++] = used;
    used += bytes;
    return true;
}

int load_program(Process& process, const char* path, const Arguments& arguments) {
    Program program;
    ElfHeader header;
    if (!find_program(path, program) || program.bytes < sizeof header) return kNotFound;
    memcpy(&header, program.data, sizeof header);
    if (memcmp(header.ident, "\177ELF\1\1", 6) != 0 || header.segments_at > program.bytes ||
        header.segment_count > (program.bytes - header.segments_at) / sizeof(ElfSegment))
        return kInvalid;
    process.heap_begin = 0;
    for (unsigned i = 0; i < header.segment_count; ++i) {
        ElfSegment segment;
        memcpy(&segment, program.data + header.segments_at + i * sizeof segment, sizeof segment);
        if (segment.type != kLoadSegment) continue;
        if (const int failed = load_segment(process, program, segment); failed != 0) return failed;
    }
    process.heap_end = process.heap_begin;
    process.frame = Frame{};
    process.frame.pc = header.entry;
    memcpy(process.name, program.name, sizeof process.name);
    return make_stack(process, arguments);
}

}  // namespace anelix
