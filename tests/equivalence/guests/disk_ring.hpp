// Filling a ring of disk requests, as the contract lays it out in memory.
#pragma once

#include "guests/guest.hpp"

/// A ring in which nothing is outstanding and no slot has been used.
void reset_ring(u32 ring, u32 count);
void ring_request(u32 ring, u32 number, u32 command, u32 sector, u32 address, u32 count);
