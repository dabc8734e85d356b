// A lockstep of a test: which mode, which guest; and the two machines of one, for who takes them apart.
#pragma once

#include <memory>
#include <string>

#include "monitor/control/lockstep/lockstep.hpp"
#include "monitor/control/images.hpp"

namespace anel::tests {

/// What a lockstep needs that must outlive it.
class LockstepBench {
public:
    /// `kernel`: named from share/anel. There is the bundled disk.
    explicit LockstepBench(const std::string& mode, const std::string& cmdline, const std::string& kernel = "anelix.elf");

    control::lockstep::Request& request() { return request_; }
    const control::lockstep::Request& request() const { return request_; }
    void set_policy(spec::Policy policy);
    control::lockstep::Outcome run() const;

    /// Both machines at the guest's first instruction.
    struct Hands {
        std::unique_ptr<control::lockstep::Leader> leader;
        std::unique_ptr<control::lockstep::Follower> follower;
        std::unique_ptr<control::lockstep::Pair> pair;
    };
    Hands join() const;
    const machine::ElfImage& monitor() const { return monitor_; }

private:
    control::Kernel kernel_;
    machine::ElfImage monitor_;
    std::vector<std::uint8_t> disk_;
    control::lockstep::Request request_;
};

/// A guest of tests/equivalence/guests.
std::string test_guest(const std::string& name);

/// What a person would be told of it, for INFO.
std::string told(const control::lockstep::Outcome& outcome);

}  // namespace anel::tests
