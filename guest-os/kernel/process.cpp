// Making, ending and choosing processes.
#include "kernel/process.hpp"

#include "anel_target.h"
#include "kernel/console.hpp"
#include "kernel/privileged.hpp"

namespace anelix {

Process processes[kProcesses];
Process* current = nullptr;

namespace {
constexpr unsigned kPipes = 16;
Pipe pipes[kPipes];
int next_pid = 1;

Process* next_ready() {
    const unsigned from = current != nullptr ? static_cast<unsigned>(current - processes) : kProcesses - 1;
    for (unsigned step = 1; step <= kProcesses; ++step) {
        Process& candidate = processes[(from + step) % kProcesses];
        if (candidate.state == Process::State::kReady) return &candidate;
    }
    return nullptr;
}

void idle() {
    ops->mark(AR_MARK_IDLE);
    ops->wait();
    ops->mark(AR_MARK_KERNEL);
    // What woke us is taken here, and only here: nowhere else does the kernel let itself be interrupted.
    ops->interrupts_on();
    ops->interrupts_off();
}
}  // namespace

Pipe* free_pipe() {
    for (Pipe& pipe : pipes)
        if (!pipe.in_use()) return &pipe;
    return nullptr;
}

Process* new_process() {
    for (unsigned i = 0; i < kProcesses; ++i) {
        Process& process = processes[i];
        if (process.state != Process::State::kUnused) continue;
        process = Process{};
        if (!process.space.create(i + 1)) return nullptr;
        process.pid = next_pid++;
        return &process;
    }
    return nullptr;
}

void open_again(const Descriptor& descriptor) {
    if (descriptor.kind == Descriptor::Kind::kPipeReader) ++descriptor.pipe->readers;
    if (descriptor.kind == Descriptor::Kind::kPipeWriter) ++descriptor.pipe->writers;
}

void close(Descriptor& descriptor) {
    if (descriptor.kind == Descriptor::Kind::kPipeReader) --descriptor.pipe->readers;
    if (descriptor.kind == Descriptor::Kind::kPipeWriter) --descriptor.pipe->writers;
    descriptor = Descriptor{};
    wake_all();
}

void end_process(Process& process, int status) {
    if (process.pid == 1) panic("init has ended, with status %d", status);
    for (Descriptor& descriptor : process.descriptors) close(descriptor);
    for (Process& other : processes)
        if (other.parent == &process) other.parent = &processes[0];
    use_kernel_space();
    process.space.destroy();
    process.status = status;
    process.state = Process::State::kZombie;
    wake_all();
}

void forget_process(Process& process) { process = Process{}; }

void wake_all() {
    for (Process& process : processes)
        if (process.state == Process::State::kBlocked) process.state = Process::State::kReady;
}

void schedule() {
    if (ops->interrupts_are_on()) panic("interrupts are on in the scheduler: I turned them off");
    Process* next = next_ready();
    while (next == nullptr) {
        idle();
        next = next_ready();
    }
    current = next;
    current->space.use();
    resume(&current->frame);
}

void go_on() { resume(&current->frame); }

}  // namespace anelix
