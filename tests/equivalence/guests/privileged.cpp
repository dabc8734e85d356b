// What a kernel may do, in every ring and with every shape of operands: each block of privileged_code.S in rings 0 to 3, with banks granted and not, with
// traps delegated and not; and returns. A line for each block and ring. With `-` on the command line ring 0 calls no monitor.
#include "guests/digest.hpp"

using Block = void (*)(u32, u32, u32* results, u32 first, u32 second);
struct Entry {
    Block block;
    u32 about;
};
extern "C" {
extern const Entry csr_blocks[];
extern const Entry more_csr_blocks[];
extern const Entry short_csr_blocks[];
extern const Entry other_blocks[];
extern const Entry more_other_blocks[];
void one_hcall();
void one_wfi();
void return_here();
void return_here_0(u32 status);
extern char return_landing[];
}

namespace {

alignas(4096) u32 level1[1024];
alignas(4096) u32 level2[1024];

constexpr u32 kResultsAreTime = 1, kIsRoot = 2;
constexpr u32 kGrant1 = 1U << 1, kGrant2 = 1U << 2;
constexpr u32 kPlace = 0x40000000;  ///< what `probe` asks for

struct Setting {
    u32 ring, grant, delegated;
};
/// All but the call that leads home.
constexpr u32 kAllButCalls = 0xffff & ~(1U << AR_CAUSE_ECALL);
constexpr Setting kOutside[] = {
    {1, 0, 0}, {1, kGrant1 | 1U << AR_GRANT_TIME_SHIFT, 0}, {2, 0, kAllButCalls}, {2, kGrant2 | 2U << AR_GRANT_TIME_SHIFT, 0},
    {2, kGrant1 | kGrant2, kAllButCalls}, {3, 0, 0}, {3, kGrant1 | kGrant2 | 3U << AR_GRANT_TIME_SHIFT, kAllButCalls},
};

u32 results[512];
Digest digest;

void note(const Frame& frame) {
    digest.add(frame.bank);
    digest.add(frame.cause);
    digest.add(frame.value);
    digest.add(frame.epc);
    digest.add(frame.status);
}

/// All banks as they always are before a block.
void settle(const Setting& setting) {
    csr_write<AR_CSR_ROOT>(address_of(level1) | 5U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
    csr_write<AR_CSR_IMASK0>(0);
    csr_write<AR_CSR_IMASK1>(0);
    csr_write<AR_CSR_IMASK2>(0);
    csr_write<AR_CSR_PENDING0>(0);
    csr_write<AR_CSR_PENDING1>(0);
    csr_write<AR_CSR_PENDING2>(0);
    set_up_traps();
    csr_write<AR_CSR_VECTOR1>(address_of(reinterpret_cast<void*>(&trap_entry1)));
    csr_write<AR_CSR_SCRATCH1>(address_of(trap_stack_top1));
    csr_write<AR_CSR_VECTOR2>(address_of(reinterpret_cast<void*>(&trap_entry2)));
    csr_write<AR_CSR_SCRATCH2>(address_of(trap_stack_top2));
    csr_write<AR_CSR_STATUS1>(AR_STATUS_PIE);
    csr_write<AR_CSR_STATUS2>(AR_STATUS_IE);
    csr_write<AR_CSR_EPC1>(0x1230);
    csr_write<AR_CSR_EPC2>(0x2340);
    csr_write<AR_CSR_GRANT>(setting.grant);
    csr_write<AR_CSR_DELEGATE0>(setting.delegated);
    csr_write<AR_CSR_DELEGATE1>(0);
    csr_write<AR_CSR_DELEGATE2>(0);
    csr_write<AR_CSR_STATUS0>(0);
}
/// What they are afterwards. Bank 0's own traps have changed what is left out of it.
void add_banks() {
    digest.add(csr_read<AR_CSR_VECTOR0>());
    digest.add(csr_read<AR_CSR_STATUS0>() & AR_STATUS_IE);
    digest.add(csr_read<AR_CSR_SCRATCH0>());
    digest.add(csr_read<AR_CSR_DELEGATE0>());
    digest.add(csr_read<AR_CSR_IMASK0>());
    digest.add(csr_read<AR_CSR_PENDING0>());
    digest.add(csr_read<AR_CSR_VECTOR1>());
    digest.add(csr_read<AR_CSR_EPC1>());
    digest.add(csr_read<AR_CSR_CAUSE1>());
    digest.add(csr_read<AR_CSR_VALUE1>());
    digest.add(csr_read<AR_CSR_STATUS1>());
    digest.add(csr_read<AR_CSR_SCRATCH1>());
    digest.add(csr_read<AR_CSR_DELEGATE1>());
    digest.add(csr_read<AR_CSR_IMASK1>());
    digest.add(csr_read<AR_CSR_PENDING1>());
    digest.add(csr_read<AR_CSR_VECTOR2>());
    digest.add(csr_read<AR_CSR_EPC2>());
    digest.add(csr_read<AR_CSR_STATUS2>());
    digest.add(csr_read<AR_CSR_SCRATCH2>());
    digest.add(csr_read<AR_CSR_IMASK2>());
    digest.add(csr_read<AR_CSR_PENDING2>());
    digest.add(csr_read<AR_CSR_GRANT>());
    digest.add(csr_read<AR_CSR_ROOT>());
}

Entry to_run;
void run_it() {
    // Paging stays off where the root is written, so its first bit is 0.
    const bool root = to_run.about == kIsRoot;
    to_run.block(0, 0, results, root ? 0x5a5a5a5a : 0x5a5a5a5b, root ? 0xc3c3c3c2 : 0xc3c3c3c3);
}
void run_it_and_leave() {
    run_it();
    leave_ring();
}

void end_line(u32 ring) { say("", ring << 28 | (digest.value() & 0x0fffffff)); }

void run_all(const Entry* entries, const Setting& setting) {
    // Where a ring has no bank, what it may have done all the same is looked for once, behind all.
    const bool may_change = setting.ring == 0 || (setting.grant >> setting.ring & 1U) != 0;
    settle(setting);
    for (const Entry* entry = entries; entry->block != nullptr; ++entry) {
        to_run = *entry;
        digest = {};
        for (u32& result : results) result = 0;
        if (may_change) settle(setting);
        if (setting.ring == 0) run_it();
        else run_in_ring(setting.ring, run_it_and_leave);
        csr_write<AR_CSR_MARK>(AR_MARK_KERNEL);
        if (entry->about != kResultsAreTime)
            for (const u32 result : results) digest.add(result);
        if (may_change) add_banks();
        end_line(setting.ring);
    }
    digest = {};
    add_banks();
    end_line(setting.ring);
}

void (*to_call)();
void call_and_leave() {
    to_call();
    leave_ring();
}
void call_in(const Setting& setting, void (*function)()) {
    digest = {};
    settle(setting);
    to_call = function;
    if (setting.ring == 0) function();
    else run_in_ring(setting.ring, call_and_leave);
    add_banks();
    end_line(setting.ring);
}

void returns() {
    constexpr u32 kGrants[] = {0, kGrant1, kGrant2, kGrant1 | kGrant2};
    for (u32 ring = 0; ring < 4; ++ring) {
        digest = {};
        for (const u32 grant : kGrants)
            for (u32 status = 0; status < 16; ++status) {
                settle({ring, grant, 0});
                csr_write<AR_CSR_STATUS1>(status);
                csr_write<AR_CSR_STATUS2>(status);
                csr_write<AR_CSR_EPC1>(address_of(return_landing));
                csr_write<AR_CSR_EPC2>(address_of(return_landing));
                if (ring == 0) run_in_ring(0, [] { return_here_0(csr_read<AR_CSR_STATUS1>()); });
                else run_in_ring(ring, return_here);
                digest.add(last_trap.x[9]);
                add_banks();
            }
        say("returns", digest.value());
    }
}

void waits() {
    // Something that ring 0 listens to is up already, so nobody waits; and nothing interrupts.
    settle({0, 0, 0});
    csr_write<AR_CSR_PENDING0>(1U << 7);
    csr_write<AR_CSR_IMASK0>(1U << 7);
    one_wfi();
    say("behind a wait", csr_read<AR_CSR_PENDING0>());
    for (const Setting& setting : kOutside) call_in(setting, one_wfi);
}

}  // namespace

extern "C" void guest_main(u32, u32 block) {
    const bool calls_nobody = *reinterpret_cast<const char*>(word_at(block + 24)) == '-';
    quiet = true;
    on_each_trap = note;
    identity_map(level1);
    level1[kPlace >> 22] = address_of(level2) | AR_PTE_V;
    level2[0] = 0x00300000 | AR_PTE_V | AR_PTE_R;
    level2[1] = 0x00300000 | AR_PTE_V | AR_PTE_R | AR_PTE_W | 1U << AR_PTE_RING_SHIFT;
    level2[2] = 0x00300000 | AR_PTE_V | AR_PTE_X | kForRing3;
    settle({0, 0, 0});
    flush_all();
    run_all(csr_blocks, {0, 0, 0});
    run_all(more_csr_blocks, {0, 0, 0});
    run_all(other_blocks, {0, kGrant1 | kGrant2, kAllButCalls});
    run_all(more_other_blocks, {0, 0, 0});
    for (const Setting& setting : kOutside) {
        run_all(short_csr_blocks, setting);
        run_all(other_blocks, setting);
        call_in(setting, one_hcall);
    }
    if (!calls_nobody) call_in({0, 0, 0}, one_hcall);
    returns();
    waits();
    power_off(11);
}
