// What a pair does about devices and memory: the disk's transfers, what the guest has written to ports, and how both machines end.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "isa/spec/platform.hpp"
#include "monitor/control/lockstep/pair.hpp"

namespace anel::control::lockstep {

namespace {

constexpr std::size_t kSuspectsMost = 1000;

std::string hex(std::uint32_t value) { return fmt::format("0x{:08x}", value); }

std::uint32_t word_at(std::span<const std::uint8_t> memory, std::uint32_t address) {
    std::uint32_t value = 0;
    std::memcpy(&value, &memory[address], sizeof value);
    return value;
}

}  // namespace

bool Pair::words_differ(std::uint32_t address) const {
    if (address > guest_bytes_ - 4) return false;
    return word_at(leader_.machine().memory(), address) != word_at(follower_.memory(), address);
}

void Pair::note_word(std::uint32_t address) {
    const std::string what = fmt::format("memory {}", hex(address));
    if (std::ranges::find(differences_, what, &Difference::what) != differences_.end()) return;
    differences_.push_back({what, hex(word_at(leader_.machine().memory(), address)), hex(word_at(follower_.memory(), address))});
}

/// As many requests as the leader's disk has served since, if the guest has asked the follower's for as many yet. What they moved is compared.
void Pair::serve_disk() {
    const devices::Disk& disk = leader_.machine().devices().disk();
    std::vector<PuppetBus::Served> requests;
    for (; served_ != disk.ended() && follower_.bus().disk_is_busy(); ++served_) requests.push_back(follower_.bus().serve_disk());
    release_ring();
    counts_.transfers += requests.size();
    for (const PuppetBus::Served& request : requests) {
        const devices::DiskTransfer& transfer = request.transfer;
        const std::size_t bytes = std::size_t{transfer.count} * spec::kSectorBytes;
        if (request.into_memory && transfer.address + bytes <= guest_bytes_)
            for (std::uint32_t at = 0; at < bytes; at += 4)
                if (words_differ(transfer.address + at)) note_word(transfer.address + at);
        if (!request.onto_disk) continue;
        const std::size_t begin = std::size_t{transfer.sector} * spec::kSectorBytes;
        const auto ours = std::span(disk.content()).subspan(begin, bytes), theirs = std::span(follower_.bus().disk().content()).subspan(begin, bytes);
        if (!std::ranges::equal(ours, theirs)) differences_.push_back({fmt::format("disk from sector {}", transfer.sector), "what was written", "something else"});
    }
}

/// The driver sees the ends of its requests when the leader's does.
void Pair::release_ring() {
    const std::span<const PuppetBus::Held> held = follower_.bus().held();
    std::size_t seen = 0;
    for (std::size_t i = 0; i < held.size(); ++i)
        if (held[i].ends_request && word_at(leader_.machine().memory(), held[i].address) == held[i].value) seen = i + 1;
    if (seen == 0) return;
    const std::vector<PuppetBus::Held> words(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(seen));
    follower_.bus().release(seen);
    for (const PuppetBus::Held& word : words)
        if (words_differ(word.address)) note_word(word.address);
}

void Pair::compare_timer(std::uint32_t value) {
    const devices::DeviceState& devices = leader_.machine().devices().state();
    const Cycles now = leader_.machine().cpu().cycle();
    // Already due: then the guest's line is up.
    if (value != 0 && (leader_.guest().lines() >> spec::kLineTimer & 1U) != 0) return;
    const bool same = value == 0 ? !devices.timer_due : devices.timer_due && *devices.timer_due >= move_.began + value && *devices.timer_due <= now + value;
    if (same) return;
    const std::string leader = devices.timer_due ? fmt::format("due in {} cycles", *devices.timer_due > now ? *devices.timer_due - now : 0) : "off";
    differences_.push_back({"timer", leader, value == 0 ? "off" : fmt::format("due in {} cycles", value)});
}

void Pair::compare_outputs() {
    PuppetBus& bus = follower_.bus();
    counts_.device_writes += bus.writes() - writes_compared_;
    writes_compared_ = bus.writes();
    leader_console_ += leader_.machine().devices().take_console();
    leader_log_ += leader_.machine().devices().take_log();
    const auto compare = [this](const char* what, const std::string& ours, const std::string& theirs, std::size_t& compared) {
        const std::string_view new_ours = std::string_view(ours).substr(compared), new_theirs = std::string_view(theirs).substr(compared);
        if (new_ours != new_theirs) differences_.push_back({what, fmt::format("\"{}\"", new_ours), fmt::format("\"{}\"", new_theirs)});
        else compared = ours.size();
    };
    compare("console", leader_console_, bus.console(), console_compared_);
    compare("log", leader_log_, bus.log(), log_compared_);
    counts_.console_bytes = console_compared_;
    if (const auto timer = bus.take_timer()) compare_timer(*timer);
    const bool irq = leader_.machine().devices().state().console_irq;
    if (irq != bus.console_irq()) differences_.push_back({"console's interrupt", irq ? "enabled" : "disabled", bus.console_irq() ? "enabled" : "disabled"});
}

/// The leader has come to an end. The instruction that did it is the guest's last.
Verdict Pair::stopped() {
    const devices::DeviceState& devices = leader_.machine().devices().state();
    now_ = before_;
    went_on_ = true;
    execute(lines_);
    const auto has_fallen = [this] { return follower_.stop() == cpu::Stop::kTripleFault; };
    if (move_.stop == cpu::Stop::kIdle) {
        remarks_.clear();
        if (!follower_.cpu().waiting) differences_.push_back({"end", "waits for an interrupt that cannot come", "goes on"});
    } else if (devices.exit_code) {
        const auto code = follower_.bus().exit_code();
        if (code != devices.exit_code)
            differences_.push_back({"end", fmt::format("powered off, exit code {}", *devices.exit_code), code ? fmt::format("powered off, exit code {}", *code) : "goes on"});
    } else {
        // A trap may have led to where no instruction can be fetched, which is the end of the guest's machine: a monitor says so on the log.
        if (!has_fallen() && follower_.cpu().pc == follower_.cpu().bank[0].vector) execute(0);
        if (has_fallen()) remarks_.clear();
        else differences_.push_back({"end", devices.given_up ? "the monitor has given up" : "a triple fault", "goes on"});
    }
    if (devices.given_up) {
        const std::string log = leader_.machine().devices().take_log();
        if (!differences_.empty()) remarks_.push_back(fmt::format("the monitor's last words: {}", log.substr(0, log.find_last_not_of('\n') + 1)));
    }
    compare_outputs();
    if (differences_.empty() && !compare_memory()) note(suspects_);
    return differences_.empty() ? Verdict::kEnded : Verdict::kDiffer;
}

bool Pair::compare_memory() {
    ++counts_.memory_compared;
    suspects_.clear();
    const auto ours = leader_.machine().memory().first(guest_bytes_), theirs = follower_.memory().first(guest_bytes_);
    std::vector<std::uint32_t> early;
    if (std::memcmp(ours.data(), theirs.data(), guest_bytes_) != 0) {
        for (std::uint32_t at = 0; at < guest_bytes_ && suspects_.size() < kSuspectsMost; at += 4) {
            if (!words_differ(at)) continue;
            const bool ahead = leader_.guest().is_translated() && word_at(ours, at) == (word_at(theirs, at) | spec::pte::kAccessed);
            // Translated code is found by a walk that sets A, a moment before the guest's own fetch does. It must have caught up by the next time.
            if (ahead && std::ranges::find(early_, at) == early_.end()) early.push_back(at);
            else suspects_.push_back(at);
        }
    }
    early_ = std::move(early);
    if (follower_.bus().disk_is_busy() || leader_.machine().devices().disk().content() == follower_.bus().disk().content()) return suspects_.empty();
    differences_.push_back({"disk", "what was written", "something else"});
    return false;
}

}  // namespace anel::control::lockstep
