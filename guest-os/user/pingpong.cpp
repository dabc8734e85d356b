// Two processes pass one number through two pipes: blocking, waking, switching address spaces.
// pingpong [rounds]
#include "user/system.hpp"

int main(int argc, char** argv) {
    const unsigned rounds = argc > 1 ? anelix::to_number(argv[1]) : 200;
    int there[2];
    int back[2];
    if (anelix::pipe(there) < 0 || anelix::pipe(back) < 0) return 1;
    if (anelix::fork() == 0) {
        unsigned ball = 0;
        for (unsigned i = 0; i < rounds; ++i) {
            anelix::read(there[0], &ball, sizeof ball);
            ++ball;
            anelix::write(back[1], &ball, sizeof ball);
        }
        anelix::exit(0);
    }
    unsigned ball = 0;
    for (unsigned i = 0; i < rounds; ++i) {
        anelix::write(there[1], &ball, sizeof ball);
        anelix::read(back[0], &ball, sizeof ball);
    }
    int status = 0;
    anelix::wait(-1, &status);
    anelix::print("pingpong: %u rounds, the ball says %u\n", rounds, ball);
    return ball == rounds ? 0 : 1;
}
