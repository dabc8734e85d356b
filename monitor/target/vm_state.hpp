// A VM's state as every mode knows it: into the mailbox when the host asks, and out of a boot module when the monitor is to go on with it.
// Not here: the layout (isa/spec/mailbox.hpp), and the guest's memory, which the host moves.
#pragma once

#include "boot.hpp"

namespace anel::monitor {

/// Tells the host where the mailbox is.
void open_mailbox(const Monitor& monitor);

/// The place in the mailbox page for what the translator counts.
TranslatorWords* translator_words();

/// The mailbox's line is up: does what the host asks. The guest is between two of its instructions.
void serve_mailbox(Monitor& monitor);

/// The registers of a saved VM, with paging off; the devices' part is remembered where `resume_devices` finds it.
void load_vm_state(Monitor& monitor, const BootModule& module);
/// Arms the real devices as the saved VM had them. Nothing for a VM that starts anew.
void resume_devices(Monitor& monitor);

}  // namespace anel::monitor
