// Reads ELF files. Anybody can write one, so nothing in it is believed.
#include "kernel/program.hpp"

#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "kernel/storage.hpp"
#include "lib/memory.hpp"
#include "lib/syscall_numbers.hpp"
#include "lib/text.hpp"

namespace anelix {

namespace {

constexpr unsigned kLoadSegment = 1;
constexpr unsigned kSegmentExecute = 1, kSegmentWrite = 2;

struct Program {
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

/// What follows the path's last '/', as far as there is room.
void name_process(Process& process, const char* path) {
    const char* name = path;
    for (const char* at = path; *at != '\0'; ++at)
        if (*at == '/') name = at + 1;
    unsigned n = 0;
    for (; n + 1 < Process::kNameBytes && name[n] != '\0'; ++n) process.name[n] = name[n];
    for (; n < Process::kNameBytes; ++n) process.name[n] = '\0';
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

bool Arguments::add(const char* argument) {
    const unsigned bytes = length(argument) + 1;
    if (count == kArgumentsMost || bytes > kArgumentBytesMost - used) return false;
    memcpy(text + used, argument, bytes);
    offset[count++] = used;
    used += bytes;
    return true;
}

int load_program(Process& process, const char* path, const Arguments& arguments) {
    const int number = find_file(path);
    if (number < 0) return number;
    Program program;
    const int bytes = whole_file(static_cast<unsigned>(number), program.data);
    if (bytes < 0) return bytes;
    program.bytes = static_cast<unsigned>(bytes);
    ElfHeader header;
    if (program.bytes < sizeof header) return kInvalid;
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
    name_process(process, path);
    return make_stack(process, arguments);
}

}  // namespace anelix
