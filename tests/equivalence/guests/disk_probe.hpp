// What the two halves of the guest that asks its disk everything share.
#pragma once

#include "guests/disk_ring.hpp"

extern u32 ram_bytes;

/// Hostile requests: memory that is not the guest's, rings that are none, counts that cannot be.
void attack();

/// Writes the registers and the command, and does not wait.
void start(u32 command, u32 sector, u32 address, u32 count);
/// Asks for the state until it is not busy.
void await();
/// Says the state, acknowledges it, says it again.
void acknowledge();
/// All three, with a name.
void do_command(const char* name, u32 command, u32 sector, u32 address, u32 count);

void kick_and_await(u32 ring, u32 produced);

/// Of memory, by position.
u32 sum_of(u32 address, u32 bytes);
