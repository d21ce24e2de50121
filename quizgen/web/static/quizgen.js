// What refines the pages; each of them works without it.
"use strict";
