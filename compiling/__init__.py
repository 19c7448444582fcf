"""How a wheel is made that has the reader in machine code, where somebody asks for one."""
