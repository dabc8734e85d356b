// A guest that brings itself to where no machine can help it, in the way that its command line names. The bare machine stops there.
#include "guests/hostile.hpp"

namespace {

constexpr u32 kRoot = 0x00200000, kTable = 0x00201000;

void trap_now() { asm volatile("ebreak" : : : "memory"); }
void vector_at(u32 address) {
    csr_write<AR_CSR_VECTOR0>(address);
    trap_now();
}
void under_root(u32 root) {
    csr_write<AR_CSR_ROOT>(root);
    trap_now();
}
void call_outside() {
    asm volatile("ecall" : : : "memory");
    for (;;) {}
}

/// Paging on, with this code mapped and `page` as its neighbour at 1 GiB.
void paged(u32 entry) {
    identity_root(kRoot, ram_bytes);
    for (u32 i = 0; i < 1024; ++i) word_at(kTable + 4 * i) = 0;
    word_at(kTable) = entry;
    word_at(kRoot + 4 * 256) = kTable | AR_PTE_V;
    walk_from(kRoot | AR_ROOT_ON);
}

/// Bank 1's first instruction traps, which bank 0 must take; and it cannot either.
void both_banks() {
    csr_write<AR_CSR_GRANT>(1U << 1);
    csr_write<AR_CSR_DELEGATE0>(0xffff);
    csr_write<AR_CSR_VECTOR1>(0x70000000);
    csr_write<AR_CSR_VECTOR0>(0x71000000);
    run_in_ring(1, trap_now);
}

}  // namespace

extern "C" void guest_main(u32, u32 block) {
    begin(block);
    say("before\n");
    switch (command_line[0]) {
        case 'a': vector_at(0x70000000); break;          // where there is no memory
        case 'b': vector_at(AR_WINDOW_BASE); break;      // in the window
        case 'c': vector_at(0xfffffffc); break;          // in the last page
        case 'd': vector_at(ram_bytes); break;           // behind memory
        case 'e': word_at(0x00300000) = 0; vector_at(0x00300000); break;  // an illegal instruction
        case 'f': paged(0); vector_at(0x40000000); break;                 // a page that is not mapped
        case 'g': paged(ram_bytes | kAllRights); vector_at(0x40000000); break;   // mapped to where there is no memory
        case 'h': paged(0x00300000 | (kAllRights & ~static_cast<u32>(AR_PTE_X))); vector_at(0x40000000); break;  // not to be executed
        case 'i': paged(0x00300000 | kAllRights); csr_write<AR_CSR_VECTOR0>(0x40000000); run_in_ring(3, call_outside); break;  // illegal, from ring 3
        case 'j': under_root(ram_bytes | AR_ROOT_ON); break;     // a root behind memory
        case 'k': under_root(0xfffff000 | AR_ROOT_ON); break;    // a root in the last page
        case 'l': under_root(0x00380000 | AR_ROOT_ON); break;    // a root that maps nothing
        case 'm': both_banks(); break;
        case 'n': paged(0); vector_at(AR_WINDOW_BASE - 4096); break;         // the window's neighbour
        default: break;
    }
    say("after\n");
    power_off(0);
}
