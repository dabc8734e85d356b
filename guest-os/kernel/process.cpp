// Making, ending and choosing processes.
#include "kernel/process.hpp"

#include "anel_target.h"
#include "kernel/beliefs.hpp"
#include "kernel/privileged.hpp"
#include "kernel/reboot.hpp"
#include "kernel/ticks.hpp"

namespace anelix {

Process processes[kProcesses];
Process* current = nullptr;

namespace {
constexpr unsigned kPipes = 16;
Pipe pipes[kPipes];
constexpr int kFirstPid = 1;
int next_pid = kFirstPid;

Process* next_ready() {
    const unsigned from = current != nullptr ? static_cast<unsigned>(current - processes) : kProcesses - 1;
    for (unsigned step = 1; step <= kProcesses; ++step) {
        Process& candidate = processes[(from + step) % kProcesses];
        if (candidate.state == Process::State::kReady) return &candidate;
    }
    return nullptr;
}

/// Until an interrupt has made somebody ready.
Process* wait_for_somebody() {
    pause_ticks();
    Process* next = nullptr;
    while (next == nullptr) {
        ops->mark(AR_MARK_IDLE);
        ops->wait();
        ops->mark(AR_MARK_KERNEL);
        // What woke us is taken here, and only here: nowhere else does the kernel let itself be interrupted.
        let_interrupts_in();
        next = next_ready();
    }
    resume_ticks();
    return next;
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
    if (descriptor.kind == Descriptor::Kind::kFile) ++descriptor.file->holders;
}

void close(Descriptor& descriptor) {
    if (descriptor.kind == Descriptor::Kind::kPipeReader) --descriptor.pipe->readers;
    if (descriptor.kind == Descriptor::Kind::kPipeWriter) --descriptor.pipe->writers;
    if (descriptor.kind == Descriptor::Kind::kFile) --descriptor.file->holders;
    descriptor = Descriptor{};
    wake_all();
}

void end_process(Process& process, int status) {
    if (process.pid == kFirstPid) reboot_or_power_off(static_cast<unsigned>(status));
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
    believe_interrupts_off();
    Process* const next = next_ready();
    current = next != nullptr ? next : wait_for_somebody();
    current->space.use();
    go_on();
}

void go_on() {
    ops->resume(&current->frame);
    __builtin_unreachable();
}

}  // namespace anelix
