// Every word in every ring, in the usual state and in all that differ from it in one field; then the outcomes are compared.
#include "monitor/control/classify/classify.hpp"

#include <algorithm>
#include <array>

namespace anel::control::classify {

namespace {

constexpr Ring kRings[] = {Ring::k0, Ring::k1, Ring::k2, Ring::k3};

/// One word's findings, added to those of its instruction.
class Trial {
public:
    Trial(World& world, std::uint32_t word, Finding& finding, std::uint64_t& executions)
        : world_(world), word_(word), program_(world.program(word)), finding_(finding), executions_(executions) {}

    void run() {
        std::array<std::optional<Outcome>, std::size(kRings)> untrapped;
        for (const Ring ring : kRings) {
            const Resources usual = world_.usual(ring);
            std::optional<Outcome>& outcome = untrapped[index(ring)];
            outcome = try_in(usual, ring, {}, false);
            for (const Variation& variation : world_.variations()) {
                if (ring > variation.outermost) continue;
                Resources other = usual;
                variation.change(other);
                const std::optional<Outcome> varied = try_in(other, ring, variation.field, variation.grants);
                if (outcome && varied && outcome->program != varied->program) note({word_, ring, false, variation.field, ring});
            }
        }
        for (const Ring a : kRings)
            for (const Ring b : kRings)
                if (a < b && untrapped[index(a)] && untrapped[index(b)] && untrapped[index(a)]->program != untrapped[index(b)]->program)
                    note({word_, a, false, "ring", b});
    }

private:
    /// Nothing, where it traps.
    std::optional<Outcome> try_in(const Resources& resources, Ring ring, const std::string& field, bool granted) {
        ++executions_;
        Outcome outcome = world_.execute(program_, resources);
        if (outcome.trapped) return std::nullopt;
        if (ring == Ring::k0) finding_.runs_in_ring_0 = true;
        else if (!granted && (!finding_.silence || finding_.silence->ring < ring)) finding_.silence = {word_, ring};
        if (outcome.resources != resources) note({word_, ring, true, field, ring});
        return outcome;
    }

    void note(const Sensitivity& found) {
        (found.control ? finding_.control_sensitive : finding_.behaviour_sensitive) = true;
        // With the ring as the field, one of the two states is not ring 3's.
        const bool of_user = found.ring == Ring::k3;
        if (!finding_.sensitivity || (of_user && !finding_.user_sensitive)) finding_.sensitivity = found;
        finding_.user_sensitive |= of_user;
    }

    World& world_;
    std::uint32_t word_;
    Program program_;
    Finding& finding_;
    std::uint64_t& executions_;
};

}  // namespace

std::string_view name_of(Class c) {
    switch (c) {
        case Class::kInnocuous: return "innocuous";
        case Class::kPrivileged: return "privileged";
        case Class::kSensitive: return "sensitive";
        case Class::kUserSensitive: break;
    }
    return "user-sensitive";
}

Class Finding::classified() const {
    if (hole()) return user_sensitive ? Class::kUserSensitive : Class::kSensitive;
    return privileged() ? Class::kPrivileged : Class::kInnocuous;
}

bool Verdict::theorem1() const { return std::ranges::none_of(findings, &Finding::hole); }
bool Verdict::theorem3() const {
    return std::ranges::none_of(findings, [](const Finding& finding) { return finding.hole() && finding.user_sensitive; });
}

Finding classify(World& world, const Subject& subject, std::uint64_t& executions) {
    Finding finding;
    finding.subject = subject;
    for (const std::uint32_t word : shapes(subject)) Trial(world, word, finding, executions).run();
    return finding;
}

Verdict classify(const machine::MachineConfig& config) {
    World world(config);
    Verdict verdict;
    verdict.machine = config.name;
    for (const Subject& subject : subjects()) verdict.findings.push_back(classify(world, subject, verdict.executions));
    return verdict;
}

}  // namespace anel::control::classify
