// What a machine is made of, as a value. Not here: reading it from YAML (yaml_config.hpp).
#pragma once

#include <cstdint>
#include <string>

#include "isa/cpu/behaviour.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/timing.hpp"
#include "isa/devices/disk.hpp"
#include "isa/spec/privilege.hpp"

namespace anel::machine {

struct MachineConfig {
    std::string name = "default";
    std::uint32_t ram_bytes = 16U << 20;     ///< what a guest sees
    std::uint32_t monitor_bytes = 8U << 20;  ///< more, present only under a monitor
    cpu::TimingParams timing;
    cpu::AssistParams assist{.present = true, .locked = false};
    devices::DiskTiming disk;
    spec::Policy policy = spec::Policy::kStrict;
    cpu::Behaviours behaviours = cpu::Behaviours::of(spec::Policy::kStrict);  ///< the policy with overrides
    bool operator==(const MachineConfig&) const = default;
};

}  // namespace anel::machine
