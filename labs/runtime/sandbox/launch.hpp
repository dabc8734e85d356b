// Starts a worker's process: with nothing of its parent's but one pipe, in namespaces of its own where the machine lets us make them.
// Not here: what the process does to itself (confine.hpp), what is said over the pipe (worker.cpp).
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "isa/base/result.hpp"

namespace anel::labs {

/// A descriptor, closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();
    int number() const { return number_; }

private:
    int number_ = -1;
};

/// A child in a process group of its own, which is killed whole with its owner.
class Child {
public:
    Child() = default;
    Child(pid_t pid, Descriptor channel, Descriptor complaints);
    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;
    ~Child() { end(0); }

    bool running() const { return pid_ > 0; }
    const Descriptor& channel() const { return channel_; }        ///< a stream socket; does not block
    const Descriptor& complaints() const { return complaints_; }  ///< its stderr; does not block
    /// Kills what is left of it and says how it ended, in words. `patience_ms`: for it to end by itself first.
    std::string end(unsigned patience_ms);

private:
    pid_t pid_ = -1;
    Descriptor channel_;
    Descriptor complaints_;
};

/// The program `anel-worker`: beside the running program, or in ../lib/anel. An error says where it was looked for.
Result<std::string> worker_program();
/// Where bubblewrap's program is; empty: nowhere.
std::string bubblewrap_program();

/// `bubblewrap`: its program, or empty to do without. That it starts does not say that it runs: bubblewrap fails later.
Result<Child> launch(const std::string& worker, const std::string& bubblewrap);

}  // namespace anel::labs
