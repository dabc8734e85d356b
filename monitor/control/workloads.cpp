// Sizes are such that the work itself, not the boot, is what is seen, and that two modes take seconds.
#include "monitor/control/workloads.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "isa/base/nearest.hpp"

namespace anel::control {

namespace {

constexpr Workload kWorkloads[] = {
    {"mix", "run=compute 300000;sysloop 10000;ptstress 60;forkwait 20;pingpong 300;primes 30000", "",
     "a little of everything below"},
    {"boot", "run=echo booted", "", "boot, start the shell, power off"},
    {"compute", "run=compute 2000000", "", "arithmetic in ring 3, without asking the kernel for anything", 2000000},
    {"primes", "run=primes 65536", "", "a sieve: memory traffic in ring 3", 65536},
    {"syscall", "run=sysloop 30000", "", "a system call that does nothing, again and again", 30000},
    {"irqflag", "run=nano irqflag 200000 -q", "", "the kernel turns interrupts on and off again", 200000},
    {"callret", "run=nano callret 600000 -q", "", "a call and its return within the kernel", 600000},
    {"exception", "run=nano exception 15000 -q", "", "a misaligned load in ring 3, which the kernel does in its place", 15000},
    {"pagefault", "run=nano pagefault 2000 -q", "", "a page of heap touched for the first time", 2000},
    {"pagetable", "run=ptstress 200", "", "map sixteen pages, touch them, unmap them", 200},
    {"ptwrite", "run=nano ptwrite 80000 -q", "", "one page-table entry changed, and its page flushed", 80000},
    {"ptbatch", "run=nano ptbatch 80000 -q", "", "the same, where sixteen of them may go together", 80000},
    {"switch", "run=nano switch 120000 -q", "", "from one address space into another", 120000},
    {"chase", "run=nano chase 600000 -q", "", "a chain of loads through 256 pages, one in each: the TLB misses", 600000},
    {"fork", "run=forkwait 60", "", "make a child, wait for it", 60},
    {"pipe", "run=pingpong 1000", "", "two processes pass one number through two pipes", 1000},
    {"pio", "run=nano pio 3000 -q", "", "sectors read from the disk, each by a command of its own", 3000},
    {"batchio", "run=nano batchio 12000 -q", "", "sectors read from the disk through the ring, many with one kick", 12000},
    {"files", "run=files 30", "", "make files, write and read them, remove them", 30},
    {"fault", "run=hello;panic;hello", "", "a program that loads from nowhere, between two that behave", 1},
    {"shell", "", "hello\necho one two three\nprimes 1000\nls\n", "lines typed into the shell, then the end of input"},
};

}  // namespace

std::span<const Workload> workloads() { return kWorkloads; }

Result<Workload> find_workload(std::string_view name) {
    std::vector<std::string> names;
    for (const Workload& workload : kWorkloads) {
        if (workload.name == name) return workload;
        names.emplace_back(workload.name);
    }
    const std::string guess = did_you_mean(name, names);
    return Error{fmt::format("unknown workload '{}'{} Workloads: {}", name, guess.empty() ? "." : guess, comma_list(names)), ErrorKind::kUsage};
}

}  // namespace anel::control
