// Loads the guest's ELF image into guest RAM, the way the machine's own loader does it natively.
#include "boot.hpp"
#include "panic.hpp"

namespace anel::monitor {

namespace {

struct ElfHeader {
    unsigned char ident[16];
    uint16_t type, machine;
    u32 version, entry, phoff, shoff, flags;
    uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};
struct ProgramHeader {
    u32 type, offset, vaddr, paddr, filesz, memsz, flags, align;
};
constexpr u32 kLoad = 1;
constexpr uint16_t kMachineRiscv = 243;

}  // namespace

u32 load_guest(const BootModule& module, u32 ram_bytes) {
    const auto* header = reinterpret_cast<const ElfHeader*>(module.addr);
    if (module.size_bytes < sizeof(ElfHeader) || header->ident[0] != 0x7f || header->ident[1] != 'E' ||
        header->ident[2] != 'L' || header->ident[3] != 'F' || header->ident[4] != 1 || header->machine != kMachineRiscv)
        panic("the guest image is not an ELF32 file for AR32, at", module.addr);
    for (u32 i = 0; i < header->phnum; ++i) {
        const u32 at = header->phoff + i * header->phentsize;
        if (at > module.size_bytes || module.size_bytes - at < sizeof(ProgramHeader))
            panic("the guest image is cut off at", module.size_bytes);
        const auto* segment = reinterpret_cast<const ProgramHeader*>(module.addr + at);
        if (segment->type != kLoad) continue;
        if (segment->offset > module.size_bytes || module.size_bytes - segment->offset < segment->filesz)
            panic("the guest image is cut off at", module.size_bytes);
        if (segment->paddr > ram_bytes || ram_bytes - segment->paddr < segment->memsz || segment->filesz > segment->memsz)
            panic("a segment of the guest does not fit in its RAM, at", segment->paddr);
        // Beyond what the file holds, memory is zero as it was at power-on.
        __builtin_memcpy(reinterpret_cast<void*>(segment->paddr),
                         reinterpret_cast<const void*>(module.addr + segment->offset), segment->filesz);
    }
    return header->entry;
}

}  // namespace anel::monitor
