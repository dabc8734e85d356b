// A file that somebody has open, with the place where reading and writing goes on. Descriptors that came from each other, by fork or dup,
// share it.
#pragma once

namespace anelix {

struct OpenFile {
    unsigned holders = 0;  ///< descriptors; 0: nobody's
    unsigned number = 0;   ///< the file's
    unsigned offset = 0;
    bool readable = false;
    bool writable = false;
};

}  // namespace anelix
