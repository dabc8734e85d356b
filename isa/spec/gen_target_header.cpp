// Writes anel_target.h: the tables as C macros, for code that runs on AR32 (C++ and assembly alike).
// Not for host code, which includes the tables themselves.
#include <cstdio>
#include <string>

#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"
#include "isa/spec/target_constants.hpp"

namespace {

using namespace anel::spec;

void write_instructions(std::FILE* out) {
    std::fprintf(out, "#define AR_SYSTEM_INSNS(X)");
    for (const Insn& insn : kInsns)
        if (in_system_half(insn))
            std::fprintf(out, " \\\n    X(%s, 0x%08x, 0x%08x)", macro_name(insn.mnemonic).c_str(), insn.match, insn.mask);
    std::fprintf(out, "\n");
}

void write_csrs(std::FILE* out) {
    std::fprintf(out, "#define AR_CSRS(X)");
    for (const Csr& csr : kCsrs) {
        const unsigned offset = csr.bank == kNoBank ? 255U : csr.number & 0xfU;
        std::fprintf(out, " \\\n    X(%s, 0x%03x, %u, %u)", macro_name(csr.name).c_str(), csr.number, csr.bank, offset);
    }
    std::fprintf(out, "\n");
}

}  // namespace

int main(int argc, char** argv) {
    std::FILE* out = argc == 2 ? std::fopen(argv[1], "w") : nullptr;
    if (out == nullptr) {
        std::fprintf(stderr, "usage: gen_target_header OUTPUT.h (a path that can be written)\n");
        return 2;
    }
    std::fprintf(out, "/* Generated from isa/spec; do not edit. The tables say what each number means. */\n#pragma once\n");
    for_each_target_constant([out](const std::string& name, std::uint32_t number) {
        std::fprintf(out, "#define %s 0x%08x\n", name.c_str(), number);
    });
    write_instructions(out);
    write_csrs(out);
    return std::fclose(out) == 0 ? 0 : 2;
}
