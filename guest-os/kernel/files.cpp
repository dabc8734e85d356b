// The caller has checked the addresses.
#include "kernel/files.hpp"

#include "anel_target.h"
#include "kernel/console.hpp"
#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "kernel/storage.hpp"
#include "lib/memory.hpp"
#include "lib/syscall_numbers.hpp"

namespace anelix {

namespace {

char* at(unsigned address) { return reinterpret_cast<char*>(address); }

int read_console(char* to, unsigned bytes) {
    unsigned n = 0;
    while (n < bytes) {
        const unsigned byte = ops->port_in(AR_PORT_CONSOLE_DATA);
        if (byte > 0xff) break;
        to[n++] = static_cast<char>(byte);
        if (byte == '\n') break;
    }
    if (n != 0) return static_cast<int>(n);
    if ((ops->port_in(AR_PORT_CONSOLE_STATUS) & AR_CONSOLE_ENDED) != 0) return 0;
    // The console's line stays high while there is input, so it is listened to only while somebody waits.
    ops->port_out(AR_PORT_CONSOLE_IRQ, 1);
    return kMustWait;
}

int read_pipe(Pipe& pipe, char* to, unsigned bytes) {
    if (pipe.empty()) return pipe.writers == 0 ? 0 : kMustWait;
    unsigned n = 0;
    while (n < bytes && !pipe.empty()) to[n++] = pipe.pop();
    wake_all();
    return static_cast<int>(n);
}

int write_pipe(Pipe& pipe, const char* from, unsigned bytes) {
    if (pipe.readers == 0) return kBrokenPipe;
    if (pipe.full()) return kMustWait;
    unsigned n = 0;
    while (n < bytes && !pipe.full()) pipe.push(from[n++]);
    wake_all();
    return static_cast<int>(n);
}

constexpr unsigned kOpenFiles = 32;
OpenFile open_files[kOpenFiles];
/// A program's memory is pages from anywhere; the disk wants one piece.
alignas(4) char piece_of_file[kPageBytes];

int read_open(OpenFile& file, char* to, unsigned bytes) {
    if (!file.readable) return kBadDescriptor;
    unsigned done = 0;
    while (done < bytes) {
        const unsigned wanted = bytes - done < kPageBytes ? bytes - done : kPageBytes;
        const int moved = read_stored(file.number, file.offset, piece_of_file, wanted);
        if (moved < 0 && done == 0) return moved;
        if (moved <= 0) break;
        memcpy(to + done, piece_of_file, static_cast<unsigned>(moved));
        file.offset += static_cast<unsigned>(moved);
        done += static_cast<unsigned>(moved);
    }
    return static_cast<int>(done);
}

int write_open(OpenFile& file, const char* from, unsigned bytes) {
    if (!file.writable) return kBadDescriptor;
    unsigned done = 0;
    while (done < bytes) {
        const unsigned wanted = bytes - done < kPageBytes ? bytes - done : kPageBytes;
        memcpy(piece_of_file, from + done, wanted);
        const int moved = write_stored(file.number, file.offset, piece_of_file, wanted);
        if (moved < 0 && done == 0) return moved;
        if (moved <= 0) break;
        file.offset += static_cast<unsigned>(moved);
        done += static_cast<unsigned>(moved);
    }
    return static_cast<int>(done);
}

OpenFile* unused_open_file() {
    for (OpenFile& file : open_files)
        if (file.holders == 0) return &file;
    return nullptr;
}

/// Flags as openat has them, turned into what the file is to be. Its size, or a negative error.
int prepare(OpenFile& file, const char* path, unsigned flags) {
    const unsigned way = flags & (kWriteOnly | kReadWrite);
    if (way == (kWriteOnly | kReadWrite)) return kInvalid;
    file.readable = way != kWriteOnly;
    file.writable = way != 0;
    int number = find_file(path);
    if (number == kNotFound && (flags & kCreate) != 0) number = create_file(path);
    if (number < 0) return number;
    file.number = static_cast<unsigned>(number);
    if (file.writable && (flags & kTruncate) != 0) return cut_file(file.number);
    return file_size(file.number);
}

}  // namespace

int open_file(const char* path, unsigned flags) {
    const unsigned number = closed_descriptor();
    OpenFile* const file = unused_open_file();
    if (number == Process::kDescriptors || file == nullptr) return kTooMany;
    *file = OpenFile{};
    const int bytes = prepare(*file, path, flags);
    if (bytes < 0) return bytes;
    if ((flags & kAppend) != 0) file->offset = static_cast<unsigned>(bytes);
    file->holders = 1;
    current->descriptors[number] = {Descriptor::Kind::kFile, nullptr, file};
    return static_cast<int>(number);
}

int unlink_file(const char* path) {
    const int number = find_file(path);
    if (number < 0) return number;
    for (const OpenFile& file : open_files)
        if (file.holders != 0 && file.number == static_cast<unsigned>(number)) return kBusy;
    return remove_file(static_cast<unsigned>(number));
}

Descriptor* descriptor(unsigned number) { return number < Process::kDescriptors ? &current->descriptors[number] : nullptr; }

unsigned closed_descriptor() {
    unsigned number = 0;
    while (number < Process::kDescriptors && current->descriptors[number].kind != Descriptor::Kind::kClosed) ++number;
    return number;
}

int read_file(Descriptor& file, unsigned address, unsigned bytes) {
    switch (file.kind) {
        case Descriptor::Kind::kConsole: return read_console(at(address), bytes);
        case Descriptor::Kind::kPipeReader: return read_pipe(*file.pipe, at(address), bytes);
        case Descriptor::Kind::kFile: return read_open(*file.file, at(address), bytes);
        default: return kBadDescriptor;
    }
}

int write_file(Descriptor& file, unsigned address, unsigned bytes) {
    switch (file.kind) {
        case Descriptor::Kind::kConsole:
            ops->console_write(at(address), bytes);
            return static_cast<int>(bytes);
        case Descriptor::Kind::kPipeWriter: return write_pipe(*file.pipe, at(address), bytes);
        case Descriptor::Kind::kFile: return write_open(*file.file, at(address), bytes);
        default: return kBadDescriptor;
    }
}

}  // namespace anelix
