// Stores that the guest may do, and the monitor does in its place, because something has to follow: to a page table that shadows were made of, or to
// code that was translated. And what has to follow where guest memory changes in another way.
#pragma once

#include "monitor.hpp"

namespace anel::monitor {

/// Where a store by the guest's ring at this address goes, as far as the current shadow knows of one of these `rights` (AR_PTE_W, kWithheld).
u32 stored_to(const Monitor& monitor, u32 va, u32 rights);
inline constexpr u32 kNowhere = 0xffffffff;

/// A store to this guest-physical address, which the guest may not do by itself as it is: whether it is to be done in its place. Else the page has
/// become, or is about to become, one that the guest may write to.
bool is_done_in_place(Monitor& monitor, u32 guest_physical);

/// Does the guest's store, whose word this is, at this guest-physical address, and leaves the guest behind it. That the guest may do it, and that
/// the address is aligned, is known.
void store_in_place(Monitor& monitor, u32 store, u32 guest_physical);

/// The same for a store that has faulted. 0: it is not known, and stands at the guest's pc. In translated code it may have been once too often.
void store_at_fault(Monitor& monitor, u32 store, u32 guest_physical);

/// The store of a guest's instruction that was translated as a call: as store_in_place, but nothing is known of where it goes, or whether it may.
void emulate_store(Monitor& monitor, u32 store);
/// The same where nothing can come of it but the store. False: nothing has happened.
bool store_at_once(Monitor& monitor, u32 store);

/// Guest memory is or was written by somebody else than the guest's own instructions: a device.
void written_by_device(Monitor& monitor, u32 guest_physical, u32 bytes);

}  // namespace anel::monitor
