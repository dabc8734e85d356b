// What a program hands over by address: checked before it is touched.
#pragma once

namespace anelix {

/// May the current process itself access all these bytes so? Pages not yet touched are given to it on the way.
bool user_range(unsigned address, unsigned bytes, unsigned access);
/// Copies a text of the current process, with its end; false where it does not fit or may not be read.
bool copy_user_text(unsigned address, char* to, unsigned most);
/// Gives the current process the page around `address`, if that lies in its heap or stack and is not mapped. False otherwise.
bool provide_page(unsigned address);

}  // namespace anelix
