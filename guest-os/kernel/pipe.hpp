// Pipes: a few hundred bytes between processes, with a count of the ends that are open.
#pragma once

namespace anelix {

struct Pipe {
    static constexpr unsigned kBytes = 512;
    unsigned readers = 0;
    unsigned writers = 0;
    unsigned head = 0;  ///< bytes ever written
    unsigned tail = 0;  ///< bytes ever read
    char buffer[kBytes];

    bool in_use() const { return readers != 0 || writers != 0; }
    bool empty() const { return head == tail; }
    bool full() const { return head - tail == kBytes; }
    void push(char c) { buffer[head++ % kBytes] = c; }
    char pop() { return buffer[tail++ % kBytes]; }
};

/// A pipe that nobody holds, or null. The caller opens its ends.
Pipe* free_pipe();

}  // namespace anelix
