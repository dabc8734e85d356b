// The program of a scenario, element by element: each is a few words that do something together, wherever control enters them from.
// Not here: what it runs on (tables.cpp, handlers.cpp).
#pragma once

#include <vector>

#include "tests/differential/choices.hpp"
#include "tests/differential/code.hpp"
#include "tests/differential/scenario.hpp"

namespace anel::differential {

class Program {
public:
    explicit Program(Choices& choices) : choices_(choices), code_(0) {}
    /// `elements` of them from the code's first page on, then back to the beginning; and functions.
    void make(std::uint32_t elements);

    std::vector<Piece> pieces;
    std::vector<std::uint32_t> places;  ///< where elements begin
    std::vector<std::uint32_t> slots;   ///< words that may be written over with any plain instruction

private:
    void element(unsigned depth);
    void function(std::uint32_t at);
    // program.cpp: what runs in every ring
    std::uint32_t plain_word();
    void plain();
    void long_operations();
    void memory();
    void memory_at(std::uint32_t address, unsigned base);
    void hazard();
    void forward_branch(unsigned depth);
    void loop(unsigned depth);
    void call();
    void computed_jump();
    void modify_code();
    // program_system.cpp
    void wrong_access();
    void csr();
    void system();
    void change_table();
    void change_root();
    void go_outward();
    void inner_ring();
    void wait();
    unsigned source();
    unsigned destination();
    std::uint32_t data_address();

    Choices& choices_;
    Code code_;
    unsigned inside_ = 0;  ///< loops around
};

}  // namespace anel::differential
