// The console and pipes, behind the same two calls. The caller has checked the addresses.
#include "kernel/files.hpp"

#include "anel_target.h"
#include "kernel/console.hpp"
#include "kernel/privileged.hpp"
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

}  // namespace

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
        default: return kBadDescriptor;
    }
}

int write_file(Descriptor& file, unsigned address, unsigned bytes) {
    switch (file.kind) {
        case Descriptor::Kind::kConsole:
            ops->console_write(at(address), bytes);
            return static_cast<int>(bytes);
        case Descriptor::Kind::kPipeWriter: return write_pipe(*file.pipe, at(address), bytes);
        default: return kBadDescriptor;
    }
}

}  // namespace anelix
