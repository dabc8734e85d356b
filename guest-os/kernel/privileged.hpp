// Every operation that needs ring 0, behind one table. This file and its sources (privileged.cpp, privileged_para.cpp, trap.S,
// boot.S) are the whole list of what a kernel must be virtualized for; the rest of Anelix is ordinary code.
// Not here: decisions. These are verbs.
#pragma once

namespace anelix {

struct Frame;

/// Access that a page grants or a probe asks for.
enum Access : unsigned { kRead = 1, kWrite = 2, kExecute = 4 };

struct PrivilegedOps {
    const char* name;

    // What the kernel believes of itself: where it runs and where its traps go. A kernel that is lied to should notice.
    unsigned kernel_ring;
    void (*entry)();
    unsigned (*ring)();
    void (*set_trap_entry)(void (*entry)());
    void (*(*trap_entry)())();

    // One trap: what came with it, and back to a program when it is done.
    unsigned (*trap_value)();
    void (*resume)(Frame* frame);

    // The interrupt flag, and waiting.
    void (*interrupts_on)();
    void (*interrupts_off)();
    bool (*interrupts_are_on)();
    void (*listen)(unsigned lines);
    void (*wait)();

    // Page tables. Of those in use a monitor may be the only one who writes: then a new table is handed over before any other names it,
    // taken back before its page is used for something else, and read only when what was written has settled.
    /// The first use of the kernel's own tables. None of them may be changed by a plain store from here on.
    void (*start_spaces)(unsigned table_frame);
    /// Away from the monitor's interface, back to the machine as it was at boot and to the boot tables. What comes next is
    /// start_spaces, or a boot.
    void (*leave_spaces)();
    /// The same, and into the interface anew.
    void (*restart_spaces)();
    /// `address`: of the first page that this table of pages maps.
    void (*adopt_table)(unsigned frame, unsigned address);
    void (*adopt_root)(unsigned frame);
    void (*release_table)(unsigned frame);
    /// Writes and flushes between these two may wait, in their order, until the end or until `settle`.
    void (*begin_updates)();
    void (*settle)();
    void (*end_updates)();

    // Address spaces. A frame is a physical page address; an entry's ring is the outermost that may use the page.
    unsigned (*make_entry)(unsigned frame, unsigned access, bool user);
    unsigned (*make_pointer)(unsigned frame);
    unsigned (*entry_frame)(unsigned entry);
    /// Every change of a page table goes through here, and no other store touches one that is in use.
    void (*write_entry)(unsigned* place, unsigned entry);
    void (*set_space)(unsigned table_frame, unsigned space_id);
    unsigned (*space_table)();
    void (*flush_page)(unsigned address, unsigned space_id);
    void (*flush_space)(unsigned space_id);
    /// May ring 3 access this address so?
    bool (*user_may)(unsigned address, unsigned access);

    // Devices and time.
    unsigned (*port_in)(unsigned port);
    void (*port_out)(unsigned port, unsigned value);
    void (*console_write)(const char* text, unsigned bytes);
    /// The disk is to serve what is new in the ring of requests that lies in this frame.
    void (*disk_kick)(unsigned ring_frame);
    /// One interrupt on the timer's line, that many cycles from now; 0: none.
    void (*arm_timer)(unsigned cycles);
    unsigned (*cycles)();

    /// Names what this ring does from here on, for whoever counts cycles.
    void (*mark)(unsigned activity);
};

/// The table in use: the native one, unless choose_operations() has found a monitor to talk to.
extern const PrivilegedOps* ops;
extern const PrivilegedOps kPara;

/// Asks the machine whether a monitor wants to be known. Interrupts are off; there is no trap vector to lose yet.
void choose_operations();
/// Page-table operations in its lifetime may go to a monitor together.
class Batch {
  public:
    Batch() { ops->begin_updates(); }
    ~Batch() { ops->end_updates(); }
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
};
/// Whether begin_updates collects anything (`nobatch` on the command line: no).
void allow_batches(bool allowed);

}  // namespace anelix
