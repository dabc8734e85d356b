// Writes anel_target.h: the tables as C macros, for code that runs on AR32 (C++ and assembly alike).
// Not for host code, which includes the tables themselves.
#include <cctype>
#include <cstdio>
#include <string>

#include "isa/spec/causes.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"
#include "isa/spec/platform.hpp"

namespace {

using namespace anel::spec;

std::string upper(std::string_view name) {
    std::string out;
    for (char c : name)
        if (c != '.') out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        else out += '_';
    return out;
}

void define(std::FILE* out, const std::string& name, std::uint32_t number) {
    std::fprintf(out, "#define AR_%s 0x%08x\n", name.c_str(), number);
}

bool in_system_half(const Insn& insn) { return insn.id >= InsnId::kEcall; }

void write_instructions(std::FILE* out) {
    for (const Insn& insn : kInsns) {
        if (!in_system_half(insn)) continue;
        define(out, "MATCH_" + upper(insn.mnemonic), insn.match);
        define(out, "MASK_" + upper(insn.mnemonic), insn.mask);
        if (insn.mask == kMaskAll) define(out, "WORD_" + upper(insn.mnemonic), insn.match);
    }
    std::fprintf(out, "#define AR_SYSTEM_INSNS(X)");
    for (const Insn& insn : kInsns)
        if (in_system_half(insn))
            std::fprintf(out, " \\\n    X(%s, 0x%08x, 0x%08x)", upper(insn.mnemonic).c_str(), insn.match, insn.mask);
    std::fprintf(out, "\n");
}

void write_csrs(std::FILE* out) {
    for (const Csr& csr : kCsrs) define(out, "CSR_" + upper(csr.name), csr.number);
    for (const Csr& csr : kCsrs) define(out, "WRITABLE_" + upper(csr.name), csr.writable_bits);
    std::fprintf(out, "#define AR_CSRS(X)");
    for (const Csr& csr : kCsrs) {
        const unsigned offset = csr.bank == kNoBank ? 255U : csr.number & 0xfU;
        std::fprintf(out, " \\\n    X(%s, 0x%03x, %u, %u)", upper(csr.name).c_str(), csr.number, csr.bank, offset);
    }
    std::fprintf(out, "\n");
    define(out, "STATUS_IE", kStatusIe);
    define(out, "STATUS_PIE", kStatusPie);
    define(out, "STATUS_PRING_SHIFT", kStatusPringShift);
    define(out, "ROOT_ON", kRootOn);
    define(out, "ROOT_ASID_SHIFT", kRootAsidShift);
    define(out, "GRANT_TIME_SHIFT", kGrantTimeShift);
}

void write_platform(std::FILE* out) {
    for (const CauseRow& entry : kCauses) define(out, "CAUSE_" + std::string(entry.symbol), static_cast<std::uint32_t>(entry.cause));
    define(out, "CAUSE_INTERRUPT", kInterruptBit);
    for (const NamedNumber& port : kPorts) define(out, "PORT_" + std::string(port.symbol), port.number);
    for (const NamedNumber& line : kLines) define(out, "LINE_" + std::string(line.symbol), line.number);
    for (const ActivityRow& entry : kActivities) define(out, "MARK_" + std::string(entry.symbol), static_cast<std::uint32_t>(entry.id));
    define(out, "CONSOLE_READY", kConsoleReady);
    define(out, "CONSOLE_ENDED", kConsoleEnded);
    define(out, "PTE_V", pte::kValid);
    define(out, "PTE_R", pte::kRead);
    define(out, "PTE_W", pte::kWrite);
    define(out, "PTE_X", pte::kExecute);
    define(out, "PTE_A", pte::kAccessed);
    define(out, "PTE_D", pte::kDirty);
    define(out, "PTE_G", pte::kGlobal);
    define(out, "PTE_RING_SHIFT", pte::kRingShift);
    define(out, "PTE_FRAME", pte::kFrame);
    define(out, "PTE_SUPERPAGE_OFFSET", pte::kSuperpageOffset);
    define(out, "BOOT_MAGIC", kBootMagic);
    define(out, "BOOT_VERSION", kBootVersion);
    define(out, "BOOT_BLOCK_ADDR", kBootBlockAddr);
    define(out, "KERNEL_LOAD", kKernelLoad);
    define(out, "WINDOW_BASE", kWindowBase);
    define(out, "MODULE_GUEST_IMAGE", kModuleGuestImage);
}

}  // namespace

int main(int argc, char** argv) {
    std::FILE* out = argc == 2 ? std::fopen(argv[1], "w") : nullptr;
    if (out == nullptr) {
        std::fprintf(stderr, "usage: gen_target_header OUTPUT.h (a path that can be written)\n");
        return 2;
    }
    std::fprintf(out, "/* Generated from isa/spec; do not edit. The tables say what each number means. */\n#pragma once\n");
    write_instructions(out);
    write_csrs(out);
    write_platform(out);
    return std::fclose(out) == 0 ? 0 : 2;
}
