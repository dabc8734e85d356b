// From power-on to the guest's first instruction: the boot block, the window, the guest's memory, the VM.
// boot_physical runs with paging off at the load address; start_vm runs in the window.
#include "boot.hpp"

#include "assist.hpp"
#include "interrupts.hpp"
#include "panic.hpp"
#include "vm_state.hpp"

extern "C" [[gnu::visibility("hidden")]] char image_start[];
extern "C" [[gnu::visibility("hidden")]] char code_end[];
extern "C" [[gnu::visibility("hidden")]] char image_end[];
extern "C" [[gnu::visibility("hidden")]] void translated_entry();

namespace anel::monitor {

namespace {

alignas(kPageBytes) u32 window_table[kEntries];
alignas(kPageBytes) u32 boot_root[kEntries];
/// Its virtual CPU is a control block, which begins a page.
alignas(kPageBytes) Monitor the_monitor;

u32 address_of(const void* pointer) { return static_cast<u32>(reinterpret_cast<uintptr_t>(pointer)); }

void map_window(u32 base) {
    const u32 code_pages = (address_of(code_end) - address_of(image_start)) / kPageBytes;
    for (u32 page = 0; page < kDirectPages; ++page) {
        const u32 rights = page < code_pages ? AR_PTE_R | AR_PTE_X : AR_PTE_R | AR_PTE_W;
        window_table[page] = (base + page * kPageBytes) | rights | AR_PTE_V | AR_PTE_A | AR_PTE_D | AR_PTE_G;
    }
}

bool starts_with(const char* text, const char* word) {
    for (; *word != 0; ++text, ++word)
        if (*text != *word) return false;
    return true;
}

/// Whether the command line says `word` before the guest's own part.
bool says(const char* line, const char* word) {
    for (; *line != 0 && !starts_with(line, "-- "); ++line)
        if (starts_with(line, word)) return true;
    return false;
}

/// The name is compared whole: what follows it is a space.
Mode mode_of(const char* line, u32 line_at) {
    if (says(line, "mode=full-trap ")) return Mode::kFullTrap;
    if (says(line, "mode=full-translate ")) return Mode::kFullTranslate;
    if (says(line, "mode=para ")) return Mode::kPara;
    if (says(line, "mode=assist-shadow ")) return Mode::kAssistShadow;
    if (says(line, "mode=assist-nested ")) return Mode::kAssistNested;
    panic("the command line asks for no mode that this monitor has, at", line_at);
}

/// The number behind `key`, 0 where the line does not say it.
u32 number_of(const char* line, const char* key) {
    for (; *line != 0 && !starts_with(line, "-- "); ++line) {
        if (!starts_with(line, key)) continue;
        u32 bytes = 0;
        for (; *key != 0; ++key) ++line;
        for (; *line >= '0' && *line <= '9'; ++line) bytes = bytes * 10 + static_cast<u32>(*line - '0');
        return bytes;
    }
    return 0;
}

/// The guest's own part of the command line: what follows ` -- `.
const char* guest_line(const char* line) {
    for (; *line != 0; ++line)
        if (starts_with(line, " -- ")) return line + 4;
    return line;
}

/// The very bytes that the bare machine would have put there.
void write_guest_boot_block(u32 ram_bytes, const char* cmdline) {
    auto* block = reinterpret_cast<BootBlock*>(AR_BOOT_BLOCK_ADDR);
    char* text = reinterpret_cast<char*>(AR_BOOT_BLOCK_ADDR + sizeof(BootBlock));
    u32 length = 0;
    for (; cmdline[length] != 0; ++length) text[length] = cmdline[length];
    text[length] = 0;
    *block = {AR_BOOT_MAGIC, AR_BOOT_VERSION, ram_bytes, AR_WINDOW_BASE, 0, 0, address_of(text), length};
}

struct Handover {
    u32 real_root;
    u32 to_window;  ///< what to add to an address of now to get the same place in the window
};

}  // namespace

extern "C" Handover boot_physical(u32 magic, const BootBlock* block, u32 base) {
    if (magic != AR_BOOT_MAGIC || block->magic != AR_BOOT_MAGIC) panic("no boot block: the magic is", magic);
    const char* line = reinterpret_cast<const char*>(block->cmdline_addr);
    const Mode mode = mode_of(line, block->cmdline_addr);
    the_monitor.para.offered = mode == Mode::kPara;
    const u32 guest_ram = number_of(line, "guest_ram=");
    if (guest_ram != base) panic("guest_ram is not where the monitor was loaded, but", guest_ram);
    if (block->ram_bytes - base < kDirectPages * kPageBytes) panic("too little memory for the monitor; RAM is", block->ram_bytes);
    const auto* module = reinterpret_cast<const BootModule*>(block->modules_addr);
    if (block->module_count == 0) panic("neither a guest image nor a saved VM; modules", block->module_count);

    map_window(base);
    boot_root[block->window_base >> 22] = address_of(window_table) | AR_PTE_V;

    Monitor& monitor = the_monitor;
    monitor.mode = mode;
    monitor.translator.options = {says(line, "translate=all "), !says(line, "adapt=no "), number_of(line, "cache_bytes=")};
    monitor.window_base = block->window_base;
    monitor.to_physical = base - block->window_base;
    if (module->kind == AR_MODULE_VM_STATE) {
        load_vm_state(monitor, *module);
    } else if (module->kind == AR_MODULE_GUEST_IMAGE) {
        monitor.vcpu.pc = load_guest(*module, guest_ram);
        monitor.vcpu.x[10] = AR_BOOT_MAGIC;
        monitor.vcpu.x[11] = AR_BOOT_BLOCK_ADDR;
        write_guest_boot_block(guest_ram, guest_line(line));
    } else {
        panic("a module of no kind that this monitor knows:", module->kind);
    }
    return {address_of(boot_root) | AR_ROOT_ON, block->window_base - base};
}

struct Started {
    Monitor* monitor;
    u32 assisted;
};

extern "C" Started start_vm() {
    Monitor& monitor = the_monitor;
    const u32 base = window_table[0] & AR_PTE_FRAME;
    monitor.memory.init(base, &window_table[kFirstSlot], monitor.window_base + kFirstSlot * kPageBytes);
    const u32 window_entry = (address_of(window_table) + monitor.to_physical) | AR_PTE_V;
    u32 pool = address_of(image_end);
    if (monitor.para.offered) {
        const u32 frames = base / kPageBytes;
        monitor.para.tables.init(reinterpret_cast<Frame*>(pool), frames, monitor.window_base, window_entry);
        pool = (pool + frames * sizeof(Frame) + kPageBytes - 1) & ~(kPageBytes - 1);
    }
    if (monitor.translates()) start_translator(monitor, pool, window_table);
    if (monitor.shadows()) {
        monitor.shadow.init(monitor.memory, pool, monitor.window_base + kDirectPages * kPageBytes, monitor.to_physical, monitor.window_base,
                            window_entry, monitor.assisted() ? kVmId : 0);
        const Vcpu& vcpu = monitor.vcpu;
        monitor.shadow.select(vcpu.root, monitor.assisted() ? 0 : view_of(vcpu.ring));
    }
    open_mailbox(monitor);
    resume_devices(monitor);
    csr_write<AR_CSR_VMID>(kVmId);
    if (monitor.assisted()) {
        start_assist(monitor);
        prepare_entry(monitor);
    } else if (monitor.translates()) {
        csr_write<AR_CSR_VECTOR0>(address_of(reinterpret_cast<const void*>(&translated_entry)));
        listen_as_usual(monitor);
        enter_translated(monitor);
    } else {
        listen_as_usual(monitor);
        enter_guest(monitor);
    }
    return {&monitor, monitor.assisted()};
}

}  // namespace anel::monitor
