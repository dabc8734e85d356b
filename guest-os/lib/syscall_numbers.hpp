// The numbers of Anelix's system calls. Those of write, exit and their kin are Linux's for RISC-V, so that one static
// program runs here and there; from 0x1000 on they are our own.
#pragma once

namespace anelix {

enum class SystemCall : unsigned {
    kDup = 24,      ///< dup(old, new)
    kUnlink = 35,   ///< unlinkat(ignored, path): removes a file that nobody has open
    kOpen = 56,     ///< openat(ignored, path, flags): a descriptor
    kClose = 57,    ///< close(fd)
    kPipe = 59,     ///< pipe(int fds[2])
    kRead = 63,     ///< read(fd, buffer, bytes)
    kWrite = 64,    ///< write(fd, buffer, bytes)
    kExit = 93,     ///< exit(code)
    kYield = 124,   ///< yield()
    kGetPid = 172,  ///< getpid()
    kBrk = 214,     ///< brk(address): the new end of the heap; 0 asks for the present one
    kFork = 220,    ///< fork()
    kExec = 221,    ///< exec(path, argv)
    kWait = 260,    ///< wait(pid or -1, int* status): pid of the child that ended
    kNull = 0x1000,
    kMap = 0x1001,       ///< map(address, pages, access): zeroed pages; access is 1 read, 2 write, 4 execute
    kUnmap = 0x1002,     ///< unmap(address, pages)
    kClock = 0x1003,     ///< low word of the cycle counter
    kPowerOff = 0x1004,  ///< poweroff(code)
    kPanic = 0x1005,     ///< makes the kernel panic, to show what that looks like
    kList = 0x1006,   ///< list(n, FileEntry*): the first file from number n on; the answer is the next n to ask for
    kBench = 0x1007,  ///< bench(number, count): repeats an operation of the kernel (lib/bench_numbers.hpp)
};

/// Flags of openat, as Linux has them. Neither of the first two: to read.
enum OpenFlag : unsigned {
    kWriteOnly = 1,
    kReadWrite = 2,
    kCreate = 0x40,     ///< if there is no such file
    kTruncate = 0x200,  ///< makes it empty
    kAppend = 0x400,    ///< starts at its end
};

/// What list() tells of a file.
struct FileEntry {
    char name[28];
    unsigned bytes;
};

inline constexpr int kDiskFailed = -5;      // EIO
inline constexpr int kBusy = -16;
inline constexpr int kExists = -17;
inline constexpr int kNoDevice = -19;
inline constexpr int kTooLarge = -27;       // EFBIG
inline constexpr int kNoSpace = -28;
inline constexpr int kReadOnly = -30;       // EROFS
inline constexpr int kDamaged = -117;       // EUCLEAN: what is on the disk makes no sense
inline constexpr int kNoSuchProcess = -10;  // ECHILD
inline constexpr int kTryAgain = -11;
inline constexpr int kNoMemory = -12;
inline constexpr int kBadAddress = -14;
inline constexpr int kNotFound = -2;
inline constexpr int kBadDescriptor = -9;
inline constexpr int kTooMany = -24;
inline constexpr int kBrokenPipe = -32;
inline constexpr int kInvalid = -22;
inline constexpr int kNoSuchCall = -38;

/// What wait() gives is the program's exit code; where the kernel ended the program, this plus the cause of its last trap.
inline constexpr int kKilledStatus = 128;

}  // namespace anelix
