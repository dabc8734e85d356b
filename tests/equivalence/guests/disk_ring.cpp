#include "guests/disk_ring.hpp"

void reset_ring(u32 ring, u32 count) {
    for (u32 i = 0; i < 1024; ++i) word_at(ring + 4 * i) = 0;
    word_at(ring) = count;
    word_at(ring + 4) = count;
}
void ring_request(u32 ring, u32 number, u32 command, u32 sector, u32 address, u32 count) {
    const u32 slot = ring + 64 + number % AR_DISK_RING_SLOTS * 32;
    word_at(slot) = command;
    word_at(slot + 4) = sector;
    word_at(slot + 8) = address;
    word_at(slot + 12) = count;
    word_at(slot + 16) = 0;
}
