// The numbers of Anelix's system calls. Those of write, exit and their kin are Linux's for RISC-V, so that one static
// program runs here and there; from 0x1000 on they are our own.
#pragma once

namespace anelix {

enum class SystemCall : unsigned {
    kDup = 24,      ///< dup(old, new)
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
    kProgramName = 0x1006,  ///< program_name(index, buffer, bytes): name of a program in the archive
};

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
