"""
Papers and packs: what is in them, and how they are printed and read.
"""
