-- Who owns which memory, and the numbers that guest and monitor have agreed on. All addresses are the real machine's: this guest knows
-- that it does not begin at 0. What lies outside the guest's memory is the monitor's.
local layout = {
  memory = 0x00200000,      -- the guest's memory: from here
  memory_end = 0x00280000,  -- up to here, this address excluded
  roots = { 0x00210000, 0x00211000 },                                   -- frames of its root tables: nobody changes them any more
  tables = { 0x00212000, 0x00213000, 0x00214000, 0x00215000 },          -- frames of its tables of pages: changed by UPDATE
  tables_at = { 0x00000000, 0x00400000, 0x00800000, 0x00400000 },       -- the first virtual address that each of them maps

  CONSOLE_WRITE = 0,  -- (address, bytes): at most CONSOLE_MOST bytes. Result: bytes written
  UPDATE = 1,         -- (list, count): at most UPDATES_MOST changes, two words each: address of an entry, new entry. Result: count
  SET_ROOT = 2,       -- (root): the address of a root table. Result: 0
  CONSOLE_MOST = 256,
  UPDATES_MOST = 32,

  NO_SUCH_CALL = 0xffffffff,  -- -1: no call has this number
  REFUSED = 0xfffffffe,       -- -2: it would break what keeps the guest in its place
  BAD_ADDRESS = 0xfffffffd,   -- -3: an address is misaligned, or not all of it lies in the guest's memory
  TOO_MANY = 0xfffffffc,      -- -4: more than one call may ask for
}
return layout
