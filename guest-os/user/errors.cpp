// What a negative result of a system call means, in words.
#include "user/system.hpp"

namespace anelix {

const char* explain(int error) {
    switch (error) {
        case kNotFound: return "there is no such file";
        case kDiskFailed: return "the disk has failed";
        case kNoMemory: return "there is no memory left";
        case kBusy: return "somebody has it open";
        case kNoDevice: return "there is no disk";
        case kInvalid: return "that makes no sense";
        case kTooMany: return "too many files are open";
        case kTooLarge: return "it is too large";
        case kNoSpace: return "the disk is full";
        case kReadOnly: return "without a disk nothing can be written";
        case kDamaged: return "the disk is damaged there";
        default: return "it cannot be done";
    }
}

}  // namespace anelix
