// One small function for each operation, made of nothing but privileged operations and what the rest of the kernel offers.
#include "kernel/bench.hpp"

#include "kernel/address_space.hpp"
#include "kernel/disk.hpp"
#include "kernel/lines.hpp"
#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "kernel/process.hpp"
#include "kernel/program.hpp"
#include "lib/bench_numbers.hpp"
#include "lib/syscall_numbers.hpp"

namespace anelix {

namespace {

/// Beneath the stack, where nothing is mapped unless the program has asked for it.
constexpr unsigned kScratchPage = kStackBottom - 2 * kPageBytes;
constexpr unsigned kSectorsPerPage = kPageBytes / AR_SECTOR_BYTES;
constexpr unsigned kBufferPages = AR_DISK_RING_SLOTS / kSectorsPerPage;

int toggle_interrupts(unsigned count) {
    ops->listen(0);
    for (unsigned i = 0; i < count; ++i) {
        ops->interrupts_on();
        ops->interrupts_off();
    }
    ops->listen(kKernelLines);
    return static_cast<int>(count);
}

/// Between writable and not, so that each write changes something.
int write_entries(unsigned count, unsigned together) {
    const AddressSpace& space = current->space;
    if (space.frame_at(kScratchPage) != 0) return kExists;
    const unsigned frame = current->space.add_page(kScratchPage, kRead);
    if (frame == 0) return kNoMemory;
    unsigned* const place = space.entry_at(kScratchPage);
    for (unsigned done = 0; done < count;) {
        if (together > 1) ops->begin_updates();
        for (unsigned i = 0; i < together && done < count; ++i, ++done) {
            ops->write_entry(place, ops->make_entry(frame, done % 2 == 0 ? kRead | kWrite : kRead, true));
            ops->flush_page(kScratchPage, space.id);
        }
        if (together > 1) ops->end_updates();
    }
    current->space.remove_page(kScratchPage);
    return static_cast<int>(count);
}

int write_entries_singly(unsigned count) { return write_entries(count, 1); }
int write_entries_together(unsigned count) { return write_entries(count, kBatchWrites); }

int switch_spaces(unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
        if (i % 2 == 0) use_kernel_space();
        else current->space.use();
    }
    current->space.use();
    return static_cast<int>(count);
}

[[gnu::noinline]] unsigned one_more(unsigned n) {
    asm volatile("" : "+r"(n));
    return n + 1;
}
int call_and_return(unsigned count) {
    unsigned n = 0;
    for (unsigned i = 0; i < count; ++i) n = one_more(n);
    return static_cast<int>(n);
}

/// Pages for sectors; given back at the end of its life.
class Buffer {
  public:
    Buffer() {
        for (unsigned& frame : frames_) frame = take_page();
    }
    ~Buffer() {
        for (const unsigned frame : frames_)
            if (frame != 0) give_page(frame);
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    bool complete() const {
        for (const unsigned frame : frames_)
            if (frame == 0) return false;
        return true;
    }
    unsigned* sector(unsigned n) { return static_cast<unsigned*>(reach(frames_[n / kSectorsPerPage] + n % kSectorsPerPage * AR_SECTOR_BYTES)); }

  private:
    unsigned frames_[kBufferPages];
};

/// Reads sectors one after the other, `together` of them at a time. Their first words, mixed: what both ways must agree on.
int read_sectors(unsigned count, unsigned together) {
    if (disk_sectors() == 0) return kNoDevice;
    Buffer buffer;
    if (!buffer.complete()) return kNoMemory;
    unsigned sum = 0;
    for (unsigned done = 0; done < count;) {
        const unsigned now = count - done < together ? count - done : together;
        DiskRead reads[AR_DISK_RING_SLOTS];
        for (unsigned i = 0; i < now; ++i) reads[i] = {(done + i) % disk_sectors(), 1, buffer.sector(i)};
        const bool read = together == 1 ? disk_read(reads[0].sector, 1, reads[0].to) : disk_read_many(reads, now);
        if (!read) return kDiskFailed;
        for (unsigned i = 0; i < now; ++i) sum = sum * 31 + *buffer.sector(i);
        done += now;
    }
    return static_cast<int>(sum >> 1);
}

int read_by_commands(unsigned count) { return read_sectors(count, 1); }
int read_by_ring(unsigned count) { return read_sectors(count, AR_DISK_RING_SLOTS); }

}  // namespace

int bench(unsigned number, unsigned count) {
    if (count > kBenchMost) return kInvalid;
    switch (static_cast<Bench>(number)) {
        case Bench::kInterruptFlag: return toggle_interrupts(count);
        case Bench::kTableWrite: return write_entries_singly(count);
        case Bench::kTableBatch: return write_entries_together(count);
        case Bench::kSwitch: return switch_spaces(count);
        case Bench::kCallReturn: return call_and_return(count);
        case Bench::kDiskCommand: return read_by_commands(count);
        case Bench::kDiskRing: return read_by_ring(count);
    }
    return kInvalid;
}

}  // namespace anelix
