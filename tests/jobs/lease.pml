/* SPDX-License-Identifier: Apache-2.0 */
/* A job, workers who may stop for as long as they like at any step, and sweeps
 * that may take anybody for dead at any moment: leases say nothing here, so
 * that what is proved holds whatever clocks and pauses do. An atomic step is a
 * transaction, HOLDS(mine) what it looks at first. lease.py runs it. */
#if defined(WITHOUT_TOKENS)
#define HOLDS(mine) (state == running)
#elif defined(WITHOUT_A_LOOK)
#define HOLDS(mine) (true)
#else
#define HOLDS(mine) (state == running && token == mine)
#endif
#ifndef WORKERS
#define WORKERS 2
#endif
#define ATTEMPTS 3
#define ROUNDS 8 /* after so many it is neither given back nor taken away */

mtype = {ready, running, done, failed, canceled};

mtype state = ready;
byte token = 0;     /* grows when the job is taken, and when it is taken away */
byte failures = 0;
bool asked = false; /* to be cancelled */
byte finals = 0;    /* final events */
byte stages = 0;    /* whose token wrote the last stage */

inline end(how)
{
    state = how;
    finals++
}

proctype Worker()
{
    byte mine;
    bool held = false;
    do
    :: atomic { /* takes it */
        !held && state == ready ->
            token++;
            mine = token;
            state = running;
            held = true
    }
    :: atomic { /* keeps a stage, and learns whether it still holds the job */
        held ->
            if
            :: HOLDS(mine) ->
                assert(stages <= mine);
                stages = mine
            :: else -> held = false
            fi
    }
    :: atomic { /* writes its end: well, badly, or gives it back */
        held ->
            if
            :: HOLDS(mine) ->
                if
                :: asked -> end(canceled)
                :: !asked -> end(done)
                :: !asked && failures + 1 < ATTEMPTS ->
                    failures++;
                    state = ready
                :: !asked && failures + 1 >= ATTEMPTS -> end(failed)
                :: !asked && token < ROUNDS -> state = ready
                fi
            :: else -> skip
            fi;
            held = false
    }
    :: held -> break /* killed */
    :: !held && state != ready && state != running -> break
    od
}

/* Takes the job from whoever holds it, dead or not. */
proctype Sweeper()
{
    do
    :: atomic {
        state == running && token < ROUNDS ->
            token++;
            failures++;
            if
            :: asked -> end(canceled)
            :: !asked && failures >= ATTEMPTS -> end(failed)
            :: !asked && failures < ATTEMPTS -> state = ready
            fi
    }
    :: state != ready && state != running -> break
    :: token >= ROUNDS -> break
    od
}

proctype Canceler()
{
    atomic {
        if
        :: state == ready -> asked = true; end(canceled)
        :: state == running -> asked = true
        :: else -> skip
        fi
    }
}

init
{
    byte i;
    atomic {
        for (i : 1 .. WORKERS) {
            run Worker()
        }
        run Sweeper();
        run Canceler()
    }
}

ltl once { [] (finals <= 1) }
ltl told { [] ((state == done || state == failed || state == canceled) ->
               finals == 1) }
ltl ended { [] (finals == 1 -> [] (state != ready && state != running)) }
ltl obeyed { [] ((asked && finals == 0) -> [] (state != done)) }
