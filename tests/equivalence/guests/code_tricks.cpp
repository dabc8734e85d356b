// Code that a kernel may have and a translator may get wrong: it patches itself and others, here and through another mapping, with a fence and without; it
// runs over the border of a page into one that is there, or not, or another by now; it jumps into its own middle, looks at its return address, and
// reads itself. All of it in every ring, and several times over. What code is: the machine's fetch sees every store at once.
#include "guests/digest.hpp"

extern "C" u32 call_freely(u32 address, u32 a0, u32 a1);

namespace {

alignas(4096) u32 first[1024];
alignas(4096) u32 second[1024];
alignas(4096) u32 tables[3][1024];

constexpr u32 kFrames = 0x00400000;  ///< pages for code, which the identity map reaches too
constexpr u32 kHere = 0x40000000, kThere = 0x40400000;
constexpr u32 kPage = 4096;
constexpr u32 kForAll = kAllRights | kUsed | kForRing3;

constexpr u32 kRet = 0x00008067, kFenceI = 0x0000100f, kZero = 0, kRa = 1, kA0 = 10, kA1 = 11, kA2 = 12, kA3 = 13;
constexpr u32 addi(u32 rd, u32 rs1, u32 value) { return (value & 0xfff) << 20 | rs1 << 15 | rd << 7 | 0x13; }
constexpr u32 lui(u32 rd, u32 value) { return (value & 0xfffff000) | rd << 7 | 0x37; }
constexpr u32 auipc(u32 rd, u32 value) { return (value & 0xfffff000) | rd << 7 | 0x17; }
constexpr u32 jalr(u32 rd, u32 rs1, u32 value) { return (value & 0xfff) << 20 | rs1 << 15 | rd << 7 | 0x67; }
constexpr u32 jal(u32 rd, u32 by) {
    return (by >> 20 & 1U) << 31 | (by >> 1 & 0x3ff) << 21 | (by >> 11 & 1U) << 20 | (by >> 12 & 0xff) << 12 | rd << 7 | 0x6f;
}
constexpr u32 branch(u32 funct3, u32 rs1, u32 rs2, u32 by) {
    return (by >> 12 & 1U) << 31 | (by >> 5 & 0x3f) << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | (by >> 1 & 0xf) << 8 | (by >> 11 & 1U) << 7 | 0x63;
}
constexpr u32 store(u32 funct3, u32 rs2, u32 rs1, u32 at) { return (at >> 5 & 0x7f) << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | (at & 31U) << 7 | 0x23; }
constexpr u32 load(u32 rd, u32 rs1, u32 at) { return (at & 0xfff) << 20 | rs1 << 15 | 2U << 12 | rd << 7 | 0x03; }
constexpr u32 kBeq = 0, kBne = 1, kByte = 0, kHalf = 1, kWord = 2;

Digest digest;
void note(const Frame& frame) {
    digest.add(frame.cause);
    digest.add(frame.value);
    digest.add(frame.epc);
    digest.add(frame.status);
}

/// Words, one behind the other.
struct Code {
    u32 at;
    Code& put(u32 word) {
        word_at(at) = word;
        at += 4;
        return *this;
    }
};
u32 frame(u32 n) { return kFrames + n * kPage; }

struct {
    u32 address, a0, a1, answer;
} wanted;
void call_it() { wanted.answer = call_freely(wanted.address, wanted.a0, wanted.a1); }
void call_it_and_leave() {
    call_it();
    leave_ring();
}
/// What code at this address answers, with everything that it traps on, from one ring.
u32 run(u32 ring, u32 address, u32 a0 = 0, u32 a1 = 0) {
    wanted = {address, a0, a1, 0};
    if (ring == 0) call_it();
    else run_in_ring(ring, call_it_and_leave);
    after_possible_trap();
    digest.add(wanted.answer);
    return wanted.answer;
}
void end(const char* what) {
    say(what, digest.value());
    digest = {};
}

void map(u32 table, u32 page, u32 to, u32 entry = kForAll) { tables[table][page] = to | entry; }
void map_as_usual() {
    identity_map(first);
    identity_map(second);
    for (u32 t = 0; t < 3; ++t)
        for (u32 page = 0; page < 1024; ++page) tables[t][page] = 0;
    first[kHere >> 22] = second[kHere >> 22] = address_of(tables[0]) | AR_PTE_V;
    first[kThere >> 22] = address_of(tables[1]) | AR_PTE_V;
    second[kThere >> 22] = address_of(tables[2]) | AR_PTE_V;
    for (u32 page = 0; page < 8; ++page) map(0, page, frame(page));
    flush_all();
}

/// A store right before what it changes: the next instruction, by word, half and byte, through this address and others.
void next_instruction() {
    for (u32 fenced = 0; fenced < 2; ++fenced)
        for (u32 ring = 0; ring < 4; ++ring) {
            for (u32 width = kByte; width <= kWord; ++width)
                for (u32 way = 0; way < 3; ++way) {
                    // a0 = 0; store a1 at a2; [fence.i]; a0 += 1 (patched)
                    const u32 patched = 0x40 + 4 * (4 + fenced);
                    const u32 ways[] = {kHere + patched, kThere + patched, frame(0) + patched};
                    map(1, 0, frame(0));
                    flush_page(kThere);
                    const u32 rounds = width == kWord && way == 0 ? 10 : 2;
                    for (u32 round = 0; round < rounds; ++round) {
                        Code code{frame(0) + 0x40};
                        code.put(lui(kA2, ways[way] + 0x800)).put(addi(kA2, kA2, ways[way])).put(addi(kA0, kZero, 0)).put(store(width, kA1, kA2, 0));
                        if (fenced != 0) code.put(kFenceI);
                        code.put(addi(kA0, kA0, 1)).put(kRet);
                        // By a byte it is x0 that is written instead; by a half likewise.
                        const u32 value = width == kWord ? addi(kA0, kA0, 7 + round) : width == kHalf ? addi(kA1, kA0, 0) & 0xffffU : 0x93U;
                        run(ring, kHere + 0x40, 0, value);
                        run(ring, kHere + 0x40, 0, value);
                    }
                }
            end("next instruction");
        }
}

/// Blocks in front and behind, in this page and another, which were run before and are run after.
void other_blocks() {
    for (u32 ring = 0; ring < 4; ++ring) {
        map(0, 0, frame(0));
        map(0, 1, frame(1));
        flush_all();
        for (u32 i = 0; i < 6; ++i) Code{frame(0) + 0x100 * i}.put(addi(kA0, kA0, i)).put(kRet);
        Code{frame(1)}.put(addi(kA0, kA0, 9)).put(kRet);
        // Calls the functions at a1: a0 = f(f(a0)), with the store of a3 at a2 in between.
        Code{frame(2)}.put(addi(kA3, kRa, 0)).put(jalr(kRa, kA1, 0)).put(lui(kA2, kHere)).put(store(kWord, kZero, kA2, 0x7f0)).put(jalr(kRa, kA1, 0))
            .put(jalr(kZero, kA3, 0));
        for (u32 round = 0; round < 10; ++round) {
            for (u32 i = 0; i < 6; ++i) {
                run(ring, kHere + 2 * kPage, round, kHere + 0x100 * i);
                word_at(frame(0) + 0x100 * i) = addi(kA0, kA0, i + round);
                run(ring, kHere + 0x100 * i, 1);
            }
            run(ring, kHere + kPage, 0);
            word_at(frame(1) + 4 * (round % 2)) = round % 2 == 0 ? addi(kA0, kA0, 3 * round) : kRet;
            run(ring, kHere + kPage, 0);
            // Through a mapping that only this space has.
            csr_write<AR_CSR_ROOT>(address_of(first) | 1U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
            map(1, 1, frame(1));
            flush_page(kThere + kPage);
            word_at(kThere + kPage) = addi(kA0, kA0, 5 * round);
            csr_write<AR_CSR_ROOT>(address_of(second) | 2U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
            run(ring, kHere + kPage, 0);
            csr_write<AR_CSR_ROOT>(address_of(first) | 1U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
        }
        end("other blocks");
    }
}

/// A loop that changes itself, counts in its own page, and one whose end is written while it runs.
void loops() {
    for (u32 ring = 0; ring < 4; ++ring) {
        // Each round writes the number that its own next instruction adds: the sum of 0 to 99.
        Code code{frame(3)};
        code.put(addi(kA0, kZero, 0)).put(addi(kA1, kZero, 0)).put(auipc(kA2, 0)).put(lui(kA3, 0x00050000)).put(addi(kA3, kA3, 0x513));
        const u32 loop = code.at;
        code.put(0x01459713 /* slli a4, a1, 20 */).put(0x00d76733 /* or a4, a4, a3 */);
        const u32 patched = loop + 12 - frame(3) - 8;  // from where auipc stands
        code.put(store(kWord, 14, kA2, patched)).put(addi(kA0, kA0, 0)).put(addi(kA1, kA1, 1)).put(addi(15, kA1, static_cast<u32>(-100)));
        code.put(branch(kBne, 15, kZero, loop - code.at)).put(kRet);
        for (u32 round = 0; round < 3; ++round) run(ring, kHere + 3 * kPage);
        // A counter beside the code that counts it.
        Code counter{frame(3) + 0x800};
        counter.put(auipc(kA2, 0)).put(store(kWord, kZero, kA2, 0x100)).put(load(kA0, kA2, 0x100)).put(addi(kA0, kA0, 1)).put(store(kWord, kA0, kA2, 0x100))
            .put(branch(kBne, kA0, kA1, static_cast<u32>(-12))).put(kRet);
        run(ring, kHere + 3 * kPage + 0x800, 0, 300);
        end("loops");
    }
}

/// From one page into the next, which changes behind it.
void borders() {
    for (u32 ring = 0; ring < 4; ++ring) {
        const u32 begin = kHere + 5 * kPage - 16;
        Code code{frame(4) + kPage - 16};
        for (u32 i = 0; i < 4; ++i) code.put(addi(kA0, kA0, 1));
        Code{frame(5)}.put(addi(kA0, kA0, 0x10)).put(kRet);
        Code{frame(6)}.put(addi(kA0, kA0, 0x20)).put(kRet);
        Code{frame(7)}.put(addi(kA0, kA0, 0x30)).put(kRet);
        const u32 entries[] = {frame(5) | kForAll, frame(6) | kForAll, 0, frame(7) | (kForAll & ~static_cast<u32>(AR_PTE_X)), frame(5) | kForAll,
                               frame(6) | kAllRights | kUsed, 0x70000000 | kForAll, frame(7) | kForAll | AR_PTE_G, frame(5) | kForAll};
        for (u32 round = 0; round < 3; ++round)
            for (const u32 entry : entries) {
                tables[0][5] = entry;
                flush_page(kHere + 5 * kPage);
                run(ring, begin, 0);
                run(ring, begin + 8, 0);
                word_at(frame(4) + kPage - 4) = addi(kA0, kA0, round + 2);
                run(ring, begin, 0);
            }
        end("borders");
        // A page that is another in each of two spaces, behind one that both have.
        map(0, 7, frame(4));
        map(1, 0, frame(5));
        map(2, 0, frame(6));
        Code{frame(4)}.put(lui(5, kThere)).put(jalr(kZero, 5, 0));
        flush_all();
        for (u32 round = 0; round < 6; ++round) {
            csr_write<AR_CSR_ROOT>(address_of(round % 2 != 0 ? second : first) | (1 + round % 2) << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
            run(ring, kHere + 7 * kPage, 0);
            if (round == 3) {
                map(1, 0, frame(7));
                flush_page_in(kThere, 1);
            }
        }
        csr_write<AR_CSR_ROOT>(address_of(first) | 1U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
        map_as_usual();
        end("spaces");
    }
}

/// Jumps: into the middle, misaligned, with every register as target and link at once, and with the return address looked at and moved.
void jumps() {
    for (u32 ring = 0; ring < 4; ++ring) {
        Code middle{frame(0)};
        for (u32 i = 0; i < 40; ++i) middle.put(addi(kA0, kA0, 1 + i % 3));
        middle.put(kRet);
        for (u32 i = 0; i < 40; i += 7) run(ring, kHere + 4 * i, 0);
        for (u32 i = 40; i != 0; --i) run(ring, kHere + 4 * (i - 1), 0);
        end("middle");

        for (u32 reg = 1; reg < 32; ++reg) {
            const u32 back = reg == 16 ? 17U : 16U;  // a6 and a7 lead back
            const u32 target = kHere + kPage + 24;
            for (u32 odd = 0; odd < 4; ++odd) {
                Code{frame(1)}.put(lui(reg, target + 0x800)).put(addi(reg, reg, target)).put(jalr(reg, reg, odd)).put(addi(kA0, reg, 0)).put(jalr(kZero, back, 0))
                    .put(addi(kA0, kZero, 2)).put(addi(kA0, reg, 0)).put(jalr(kZero, back, 0));
                run(ring, kHere + kPage, 0);
            }
            Code{frame(1)}.put(jal(reg, 12)).put(addi(kA0, kZero, 1)).put(jalr(kZero, back, 0)).put(addi(kA0, reg, 0)).put(jalr(kZero, back, 0));
            run(ring, kHere + kPage, 0);
        }
        end("links");

        // Taken and not; a target in the middle of an instruction, which no machine runs.
        for (u32 by = 8; by < 12; ++by) {
            Code{frame(2)}.put(auipc(kA2, 0)).put(jalr(kA2, kA2, by)).put(addi(kA0, kA2, 4)).put(kRet);
            run(ring, kHere + 2 * kPage, 3, 3);
            if (by % 2 != 0) continue;
            Code{frame(2)}.put(branch(kBeq, kA0, kA1, by)).put(addi(kA2, kZero, 1)).put(addi(kA0, kA2, 4)).put(kRet);
            run(ring, kHere + 2 * kPage, 3, 3);
            run(ring, kHere + 2 * kPage, 3, 4);
            Code{frame(2)}.put(jal(kA2, by)).put(addi(kA2, kZero, 1)).put(addi(kA0, kA2, 4)).put(kRet);
            run(ring, kHere + 2 * kPage, 3, 3);
        }
        end("misaligned");

        // A function that answers with its return address, one that skips an instruction, and one that returns to who called its caller.
        Code{frame(3)}.put(addi(kA0, kRa, 0)).put(kRet);
        Code{frame(3) + 0x40}.put(addi(kRa, kRa, 4)).put(kRet);
        Code{frame(3) + 0x80}.put(jalr(kZero, 14, 0));
        Code caller{frame(5)};
        caller.put(addi(14, kRa, 0)).put(lui(15, kHere + 3 * kPage)).put(jalr(kRa, 15, 0)).put(addi(13, kA0, 0)).put(jalr(kRa, 15, 0x40)).put(addi(13, 13, 0x100));
        caller.put(addi(13, 13, 1)).put(addi(kA0, 13, 0)).put(branch(kBeq, kA1, kZero, 8)).put(jalr(kRa, 15, 0x80)).put(jalr(kZero, 14, 0));
        run(ring, kHere + 5 * kPage, 0, 0);
        run(ring, kHere + 5 * kPage, 0, 1);
        end("return addresses");

        // The sum of the words of a page of code, by itself, while another of its functions changes.
        Code sum{frame(6)};
        sum.put(auipc(kA2, 0)).put(lui(kA3, kPage)).put(0x00c686b3 /* add a3, a3, a2 */).put(addi(kA0, kZero, 0)).put(load(14, kA2, 0)).put(0x00e50533 /* add a0, a0, a4 */)
            .put(addi(kA2, kA2, 4)).put(branch(kBne, kA2, kA3, static_cast<u32>(-12))).put(kRet);
        for (u32 i = 0; i < 4; ++i) {
            Code{frame(6) + 0x400}.put(addi(kA0, kA0, i)).put(kRet);
            run(ring, kHere + 6 * kPage + 0x400, 5);
            run(ring, kHere + 6 * kPage);
        }
        end("reads itself");
    }
}

/// One frame under three addresses, run at all of them, written at each.
void names() {
    for (u32 ring = 0; ring < 4; ++ring) {
        map(0, 0, frame(0));
        map(0, 1, frame(0));
        map(1, 3, frame(0), kForAll | AR_PTE_G);
        flush_all();
        constexpr u32 kNames[] = {kHere + 0x20, kHere + kPage + 0x20, kThere + 3 * kPage + 0x20};
        Code{frame(0) + 0x20}.put(auipc(kA0, 0)).put(addi(kA0, kA0, 1)).put(kRet);
        for (u32 round = 0; round < 8; ++round)
            for (const u32 writer : kNames) {
                word_at(writer + 4) = addi(kA0, kA0, round * 3 + (writer >> 12 & 3U));
                for (const u32 name : kNames) run(ring, name);
            }
        // Written by ring 3, run in this one.
        Code{frame(2) + 0x40}.put(store(kWord, kA1, kA0, 4)).put(kRet);
        for (u32 round = 0; round < 4; ++round)
            for (const u32 name : kNames) {
                run(3, kHere + 2 * kPage + 0x40, name, addi(kA0, kA0, round));
                run(ring, name);
            }
        end("names");
        map_as_usual();
    }
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    quiet = true;
    zeros_are_lost = true;
    on_each_trap = note;
    map_as_usual();
    use_tables(first, 1);
    next_instruction();
    other_blocks();
    loops();
    borders();
    jumps();
    names();
    power_off(13);
}
