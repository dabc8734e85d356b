// One function a call, and the switch that finds it.
#include "kernel/system_calls.hpp"

#include "kernel/bench.hpp"
#include "kernel/console.hpp"
#include "kernel/files.hpp"
#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "kernel/process.hpp"
#include "kernel/program.hpp"
#include "kernel/reboot.hpp"
#include "kernel/storage.hpp"
#include "kernel/user_memory.hpp"
#include "lib/syscall_numbers.hpp"

namespace anelix {

namespace {

constexpr unsigned kInstructionBytes = 4;
constexpr unsigned kPathBytesMost = 128;

int do_transfer(unsigned number, unsigned address, unsigned bytes, bool writing) {
    Descriptor* const file = descriptor(number);
    if (file == nullptr) return kBadDescriptor;
    // Writing to a file reads the program's memory, and the other way round.
    if (!user_range(address, bytes, writing ? kRead : kWrite)) return kBadAddress;
    if (bytes == 0) return 0;
    return writing ? write_file(*file, address, bytes) : read_file(*file, address, bytes);
}

int do_pipe(unsigned address) {
    Pipe* const pipe = free_pipe();
    if (!user_range(address, 2 * sizeof(int), kWrite) || (address & 3) != 0) return kBadAddress;
    const unsigned reader = closed_descriptor();
    if (pipe == nullptr || reader == Process::kDescriptors) return kTooMany;
    current->descriptors[reader] = {Descriptor::Kind::kPipeReader, pipe};
    const unsigned writer = closed_descriptor();
    if (writer == Process::kDescriptors) {
        current->descriptors[reader] = Descriptor{};
        return kTooMany;
    }
    *pipe = Pipe{};
    pipe->readers = pipe->writers = 1;
    current->descriptors[writer] = {Descriptor::Kind::kPipeWriter, pipe};
    auto* const fds = reinterpret_cast<unsigned*>(address);
    fds[0] = reader;
    fds[1] = writer;
    return 0;
}

int do_dup(unsigned from, unsigned to) {
    Descriptor* const source = descriptor(from);
    Descriptor* const target = descriptor(to);
    if (source == nullptr || target == nullptr || source->kind == Descriptor::Kind::kClosed) return kBadDescriptor;
    if (source == target) return static_cast<int>(to);
    open_again(*source);
    close(*target);
    *target = *source;
    return static_cast<int>(to);
}

int do_close(unsigned number) {
    Descriptor* const file = descriptor(number);
    if (file == nullptr || file->kind == Descriptor::Kind::kClosed) return kBadDescriptor;
    close(*file);
    return 0;
}

int do_fork() {
    Process* const child = new_process();
    if (child == nullptr) return kTryAgain;
    if (!child->space.copy_from(current->space)) {
        child->space.destroy();
        forget_process(*child);
        return kNoMemory;
    }
    child->frame = current->frame;
    child->frame.a(0) = 0;
    child->parent = current;
    child->heap_begin = current->heap_begin;
    child->heap_end = current->heap_end;
    for (unsigned i = 0; i < Process::kDescriptors; ++i) {
        child->descriptors[i] = current->descriptors[i];
        open_again(child->descriptors[i]);
    }
    for (unsigned i = 0; i < Process::kNameBytes; ++i) child->name[i] = current->name[i];
    child->state = Process::State::kReady;
    return child->pid;
}

int do_exec(unsigned path_address, unsigned argv) {
    static char path[kPathBytesMost];
    if (!copy_user_text(path_address, path, sizeof path)) return kBadAddress;
    static Arguments arguments;
    arguments = Arguments{};
    for (;; argv += 4) {
        if ((argv & 3) != 0 || !user_range(argv, 4, kRead)) return kBadAddress;
        const unsigned address = *reinterpret_cast<const unsigned*>(argv);
        if (address == 0) break;
        static char text[kArgumentBytesMost];
        if (!copy_user_text(address, text, sizeof text)) return kBadAddress;
        if (!arguments.add(text)) return kTooMany;
    }
    // The new memory is made beside the old, so that a failure leaves the caller as it was.
    static Process fresh;
    fresh = Process{};
    if (!fresh.space.create(current->space.id)) return kNoMemory;
    if (const int failed = load_program(fresh, path, arguments); failed != 0) {
        fresh.space.destroy();
        return failed;
    }
    use_kernel_space();
    current->space.destroy();
    current->space = fresh.space;
    current->frame = fresh.frame;
    current->heap_begin = fresh.heap_begin;
    current->heap_end = fresh.heap_end;
    for (unsigned i = 0; i < Process::kNameBytes; ++i) current->name[i] = fresh.name[i];
    current->space.use();
    return static_cast<int>(current->frame.a(0));
}

int do_wait(int pid, unsigned status_address) {
    if (status_address != 0 && ((status_address & 3) != 0 || !user_range(status_address, 4, kWrite))) return kBadAddress;
    bool has_child = false;
    for (Process& child : processes) {
        if (child.state == Process::State::kUnused || child.parent != current || (pid != -1 && child.pid != pid)) continue;
        has_child = true;
        if (child.state != Process::State::kZombie) continue;
        if (status_address != 0) *reinterpret_cast<int*>(status_address) = child.status;
        const int found = child.pid;
        forget_process(child);
        return found;
    }
    return has_child ? kMustWait : kNoSuchProcess;
}

int do_brk(unsigned end) {
    constexpr unsigned kHeapMost = 0x10000000;
    if (end >= current->heap_begin && end < current->heap_begin + kHeapMost) {
        const Batch batch;
        for (unsigned page = (end + kPageBytes - 1) & ~(kPageBytes - 1); page < current->heap_end; page += kPageBytes)
            current->space.remove_page(page);
        current->heap_end = end;
    }
    return static_cast<int>(current->heap_end);
}

bool mappable(unsigned address, unsigned pages) {
    constexpr unsigned kPagesMost = 1024;
    return (address & (kPageBytes - 1)) == 0 && address >= kUserLow && pages <= kPagesMost &&
           address < kUserHigh && pages * kPageBytes <= kUserHigh - address;
}

int do_unmap(unsigned address, unsigned pages) {
    if (!mappable(address, pages)) return kInvalid;
    const Batch batch;
    for (unsigned i = 0; i < pages; ++i) current->space.remove_page(address + i * kPageBytes);
    return 0;
}

int do_map(unsigned address, unsigned pages, unsigned access) {
    if (!mappable(address, pages) || (access & kRead) == 0 || (access & ~(kRead | kWrite | kExecute)) != 0) return kInvalid;
    for (unsigned i = 0; i < pages; ++i)
        if (current->space.frame_at(address + i * kPageBytes) != 0) return kInvalid;
    unsigned mapped = 0;
    {
        const Batch batch;
        while (mapped < pages && current->space.add_page(address + mapped * kPageBytes, access) != 0) ++mapped;
    }
    if (mapped == pages) return 0;
    do_unmap(address, mapped);
    return kNoMemory;
}

int do_open(unsigned path_address, unsigned flags) {
    char path[kPathBytesMost];
    if (!copy_user_text(path_address, path, sizeof path)) return kBadAddress;
    return open_file(path, flags);
}

int do_unlink(unsigned path_address) {
    char path[kPathBytesMost];
    if (!copy_user_text(path_address, path, sizeof path)) return kBadAddress;
    return unlink_file(path);
}

int do_list(unsigned number, unsigned address) {
    if ((address & 3) != 0 || !user_range(address, sizeof(FileEntry), kWrite)) return kBadAddress;
    return list_file(number, *reinterpret_cast<FileEntry*>(address));
}

int perform(SystemCall number, unsigned a, unsigned b, unsigned c) {
    switch (number) {
        case SystemCall::kDup: return do_dup(a, b);
        case SystemCall::kUnlink: return do_unlink(b);
        case SystemCall::kOpen: return do_open(b, c);
        case SystemCall::kClose: return do_close(a);
        case SystemCall::kPipe: return do_pipe(a);
        case SystemCall::kRead: return do_transfer(a, b, c, false);
        case SystemCall::kWrite: return do_transfer(a, b, c, true);
        case SystemCall::kExit: end_process(*current, static_cast<int>(a & 0xff)); return 0;
        case SystemCall::kYield: return 0;
        case SystemCall::kGetPid: return current->pid;
        case SystemCall::kBrk: return do_brk(a);
        case SystemCall::kFork: return do_fork();
        case SystemCall::kExec: return do_exec(a, b);
        case SystemCall::kWait: return do_wait(static_cast<int>(a), b);
        case SystemCall::kNull: return static_cast<int>(a);
        case SystemCall::kMap: return do_map(a, b, c);
        case SystemCall::kUnmap: return do_unmap(a, b);
        case SystemCall::kClock: return static_cast<int>(ops->cycles());
        case SystemCall::kPowerOff: reboot_or_power_off(a);
        case SystemCall::kPanic: panic("%s asked for it", current->name);
        case SystemCall::kList: return do_list(a, b);
        case SystemCall::kBench: return bench(a, b);
    }
    return kNoSuchCall;
}

}  // namespace

void system_call() {
    Frame& frame = current->frame;
    const auto number = static_cast<SystemCall>(frame.a(7));
    frame.pc += kInstructionBytes;
    const int result = perform(number, frame.a(0), frame.a(1), frame.a(2));
    if (current->state == Process::State::kZombie) return;
    if (result == kMustWait) {
        frame.pc -= kInstructionBytes;
        current->state = Process::State::kBlocked;
        return;
    }
    frame.a(0) = static_cast<unsigned>(result);
}

}  // namespace anelix
