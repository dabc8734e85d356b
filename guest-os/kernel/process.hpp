// Processes: their frames, files and fates, and the round-robin over them.
// A process never waits inside the kernel: a system call that cannot go on is tried again when something has changed, so one
// kernel stack is enough, and the kernel is a function from a trap to the process that runs next.
#pragma once

#include "kernel/address_space.hpp"
#include "kernel/open_file.hpp"
#include "kernel/pipe.hpp"

namespace anelix {

/// As trap.S saves it: word 0 is the pc, word n is register xn.
struct Frame {
    unsigned pc = 0;
    unsigned x[31] = {};
    unsigned& reg(unsigned n) { return x[n - 1]; }
    unsigned& a(unsigned n) { return x[9 + n]; }
    unsigned& sp() { return x[1]; }
};
static_assert(sizeof(Frame) == 128, "trap.S counts on it");

struct Descriptor {
    enum class Kind : unsigned char { kClosed, kConsole, kPipeReader, kPipeWriter, kFile };
    Kind kind = Kind::kClosed;
    Pipe* pipe = nullptr;
    OpenFile* file = nullptr;
};

struct Process {
    enum class State : unsigned char { kUnused, kReady, kBlocked, kZombie };
    static constexpr unsigned kDescriptors = 8;
    static constexpr unsigned kNameBytes = 16;

    Frame frame;
    State state = State::kUnused;
    int pid = 0;
    Process* parent = nullptr;
    AddressSpace space;
    unsigned heap_begin = 0;  ///< heap and stack get their pages when they are first touched
    unsigned heap_end = 0;
    int status = 0;
    Descriptor descriptors[kDescriptors];
    char name[kNameBytes] = {};
};

inline constexpr unsigned kProcesses = 32;
extern Process processes[kProcesses];
extern Process* current;

/// An unused process with a fresh address space and pid, or null.
Process* new_process();
/// Ends `process` with `status`; its parent may wait for it. When the first process ends, so does the machine, with that code.
void end_process(Process& process, int status);
void forget_process(Process& process);
/// Whoever is blocked tries again.
void wake_all();
/// The next ready process after the current one takes the CPU; idles while there is none. Does not return.
[[noreturn]] void schedule();
/// Back to the current process.
[[noreturn]] void go_on();

void open_again(const Descriptor& descriptor);
void close(Descriptor& descriptor);

}  // namespace anelix
