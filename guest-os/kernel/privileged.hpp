// Every operation that needs ring 0, behind one table. This file and its sources (privileged.cpp, trap.S, boot.S) are the whole
// list of what a kernel must be virtualized for; the rest of Anelix is ordinary code.
// Not here: decisions. These are verbs.
#pragma once

namespace anelix {

/// Access that a page grants or a probe asks for.
enum Access : unsigned { kRead = 1, kWrite = 2, kExecute = 4 };

struct PrivilegedOps {
    const char* name;

    // Who and where we are; a kernel that is lied to should notice.
    unsigned (*ring)();
    void (*set_trap_entry)(void (*entry)());
    void (*(*trap_entry)())();
    unsigned (*trap_value)();

    // The interrupt flag, and waiting.
    void (*interrupts_on)();
    void (*interrupts_off)();
    bool (*interrupts_are_on)();
    void (*listen)(unsigned lines);
    void (*wait)();

    // Address spaces. A frame is a physical page address; an entry's ring is the outermost that may use the page.
    unsigned (*make_entry)(unsigned frame, unsigned access, bool user);
    unsigned (*make_pointer)(unsigned frame);
    unsigned (*entry_frame)(unsigned entry);
    void (*set_space)(unsigned table_frame, unsigned space_id);
    unsigned (*space_table)();
    void (*flush_page)(unsigned address, unsigned space_id);
    void (*flush_space)(unsigned space_id);
    /// May ring 3 access this address so?
    bool (*user_may)(unsigned address, unsigned access);

    // Devices and time.
    unsigned (*port_in)(unsigned port);
    void (*port_out)(unsigned port, unsigned value);
    unsigned (*cycles)();

    /// Names what this ring does from here on, for whoever counts cycles.
    void (*mark)(unsigned activity);
};

/// The table in use. Native now; a second one will talk to a monitor instead.
extern const PrivilegedOps* ops;

}  // namespace anelix
